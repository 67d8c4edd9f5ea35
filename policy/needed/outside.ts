import { fieldsOf, isKind, metadataOf, textOf, type KubernetesObject } from "../kubernetes-object";
import type { Workload } from "../reach/workload";
import { objectsIn } from "../verdicts/objects-in";
import type { View } from "../verdicts/view";
import { destinationNeeds } from "./destinations";
import { endpointsIn } from "./endpoint";
import type { Need } from "./need";
import { partsOf } from "./pods";
import { seldonConfigOf, variableOf } from "./variables";

/** What Seldon's parts of one tenant call that is not of the platform. */
export const outsideNeeds = (view: View, namespace: string): Need[] => [
  ...(hasLogin(view, namespace)
    ? partsOf(view, namespace, "server").flatMap((from) => modelNeeds(view, from))
    : []),
  ...pipelineNeeds(view, namespace),
  ...traceNeeds(view, namespace),
  ...usageNeeds(view, namespace),
];

/** Model servers, and what trains: where a store is, only a Secret says. */
export const modelNeeds = (view: View, from: Workload): Need[] =>
  destinationNeeds(view, from, {
    purpose: "models",
    name: "models are fetched",
    why: "the namespace has a login for a store of models",
    endpoints: [],
  });

/** By a login that a Model names, or a Secret of the name that logins have. */
export const hasLogin = ({ cluster }: View, namespace: string): boolean =>
  [...objectsIn(cluster, "Model", namespace), ...objectsIn(cluster, "Secret", namespace)].some(
    (object) => {
      if (isKind(object, "mlops.seldon.io", "Model"))
        return textOf(fieldsOf(object.spec).secretName) !== undefined;
      return isKind(object, "", "Secret") && String(metadataOf(object).name).startsWith("rclone-");
    },
  );

function pipelineNeeds(view: View, namespace: string): Need[] {
  const said = settingOf(view, namespace, "kafkaConfig")["bootstrap.servers"];
  return partsOf(view, namespace, "modelGateway", "pipelineGateway", "dataflow").flatMap((from) =>
    destinationNeeds(view, from, {
      purpose: "pipelines",
      name: "pipelines reach Kafka",
      why: "their data goes through its topics",
      // Only the dataflow engine is told by a variable.
      endpoints: endpointsIn(
        variableOf(view, from, "SELDON_KAFKA_BOOTSTRAP_SERVERS") ?? textOf(said),
      ),
    }),
  );
}

function traceNeeds(view: View, namespace: string): Need[] {
  const runtime = runtimeOf(view, namespace);
  const own = fieldsOf(fieldsOf(fieldsOf(runtime?.spec).config).tracingConfig);
  // Seldon takes every word from the defaults but this one.
  if (runtime === undefined || own.disable === true) return [];
  const said = settingOf(view, namespace, "tracingConfig").otelExporterEndpoint;
  return partsOf(
    view,
    namespace,
    ...(["scheduler", "server", "modelGateway", "pipelineGateway", "dataflow"] as const),
  ).flatMap((from) =>
    destinationNeeds(view, from, {
      purpose: "traces",
      name: "traces are sent",
      why: "the runtime has tracing on",
      endpoints: endpointsIn(textOf(said)),
    }),
  );
}

/** One need for each receiver: all of them are sent to. */
const usageNeeds = (view: View, namespace: string): Need[] =>
  partsOf(view, namespace, "hodometer").flatMap((from) =>
    ["PUBLISH_URL", "EXTRA_PUBLISH_URLS"]
      .flatMap((name) => endpointsIn(variableOf(view, from, name)))
      .flatMap((endpoint) =>
        destinationNeeds(view, from, {
          purpose: "usage",
          name: "usage counts are sent",
          why: `hodometer is told to send them to ${endpoint.host}`,
          endpoints: [endpoint],
        }),
      ),
  );

const runtimeOf = ({ cluster }: View, namespace: string): KubernetesObject | undefined =>
  cluster.objects.find(
    (object) =>
      isKind(object, "mlops.seldon.io", "SeldonRuntime") &&
      metadataOf(object).namespace === namespace,
  );

/** A block of a runtime's configuration, over the defaults of its SeldonConfig. */
function settingOf(
  view: View,
  namespace: string,
  block: string,
): Readonly<Record<string, unknown>> {
  const runtime = runtimeOf(view, namespace);
  if (runtime === undefined) return {};
  const blockOf = (object: KubernetesObject | undefined) =>
    fieldsOf(fieldsOf(fieldsOf(object?.spec).config)[block]);
  const own = Object.entries(blockOf(runtime)).filter(([, value]) => textOf(value) !== undefined);
  return { ...blockOf(seldonConfigOf(view, runtime)), ...Object.fromEntries(own) };
}
