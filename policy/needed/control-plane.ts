import type { Part } from "../verdicts/labels";
import type { View } from "../verdicts/view";
import type { Workload } from "../reach/workload";
import { between, tcp, type Need, type NeededPort } from "./need";
import { partsOf } from "./pods";
import { speaksTls } from "./variables";

interface Call {
  readonly name: string;
  readonly from: Part;
  readonly to: Part;
  readonly ports: readonly number[];
  /** The port where the control plane speaks TLS. */
  readonly tlsPort?: number;
  readonly why: string;
}

// Whom Seldon's parts of one tenant call, and the ports that the called pods listen on (Seldon Core 2.9).
const calls: readonly Call[] = [
  {
    name: "model servers register with the scheduler",
    from: "server",
    to: "scheduler",
    ports: [9005],
    tlsPort: 9055,
    why: "no model is placed on a server that the scheduler does not know",
  },
  {
    name: "Envoy gets its routes",
    from: "envoy",
    to: "scheduler",
    ports: [9002],
    why: "without routes every call ends in 404",
  },
  {
    name: "hodometer counts models",
    from: "hodometer",
    to: "scheduler",
    ports: [9004],
    tlsPort: 9044,
    why: "it asks the scheduler what there is",
  },
  {
    name: "the model gateway learns of models",
    from: "modelGateway",
    to: "scheduler",
    ports: [9004],
    tlsPort: 9044,
    why: "it subscribes to the scheduler",
  },
  {
    name: "the pipeline gateway learns of pipelines",
    from: "pipelineGateway",
    to: "scheduler",
    ports: [9004],
    tlsPort: 9044,
    why: "it subscribes to the scheduler",
  },
  {
    name: "the dataflow engine gets its pipelines",
    from: "dataflow",
    to: "scheduler",
    ports: [9008],
    why: "a Pipeline stays not ready without it",
  },
  {
    name: "explainers call the models they explain",
    from: "server",
    to: "envoy",
    ports: [9000],
    why: "agents and explainers call models by Envoy",
  },
  {
    name: "the model gateway calls models",
    from: "modelGateway",
    to: "envoy",
    ports: [9000],
    why: "the steps of a Pipeline are called by Envoy",
  },
  {
    name: "the pipeline gateway calls models",
    from: "pipelineGateway",
    to: "envoy",
    ports: [9000],
    why: "it dials Envoy",
  },
  {
    name: "Envoy hands calls to pipelines",
    from: "envoy",
    to: "pipelineGateway",
    ports: [9010, 9011],
    why: "callers of a Pipeline come by Envoy",
  },
];

/** What Seldon's parts of one tenant need of each other. */
export const controlPlaneNeeds = (view: View, namespace: string): Need[] => [
  ...calls.flatMap(({ name, from, to, ports, tlsPort, why }) => {
    const called = partsOf(view, namespace, to);
    return partsOf(view, namespace, from).flatMap((caller) =>
      between(name, [[caller], called], either(view, caller, ports, tlsPort), why),
    );
  }),
  ...agentNeeds(view, namespace),
  ...controllerNeeds(view, namespace),
];

/** Ports that no Service lists: Envoy learns of them from the scheduler, and its proxy from nobody. */
const agentNeeds = (view: View, namespace: string): Need[] =>
  between(
    "Envoy hands calls to model servers",
    [partsOf(view, namespace, "envoy"), partsOf(view, namespace, "server")],
    tcp(9001, 9501),
    "agents beside model servers take calls by HTTP and gRPC",
  ).map((need) => ({ ...need, ways: need.ways.map((way) => ({ ...way, byAddress: true })) }));

const controllerNeeds = (view: View, namespace: string): Need[] =>
  view.site.platform
    .flatMap((place) => partsOf(view, place, "controller"))
    .flatMap((controller) =>
      between(
        "the controller loads models",
        [[controller], partsOf(view, namespace, "scheduler")],
        either(view, controller, [9004], 9044),
        "else a Model stays not ready, and nobody says why",
      ),
    );

const either = (
  view: View,
  caller: Workload,
  ports: readonly number[],
  tlsPort: number | undefined,
): NeededPort[] => tcp(...(tlsPort !== undefined && speaksTls(view, caller) ? [tlsPort] : ports));
