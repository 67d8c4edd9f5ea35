import { isPart } from "../verdicts/labels";
import type { Workload } from "../reach/workload";
import { blocks, type View } from "../verdicts/view";
import { tcp, type Need, type NeededPort } from "./need";
import { carries, endsAt, partsOf, platformPods, runningIn } from "./pods";
import { speaksTls } from "./variables";

const named = (name: string) => ({ "app.kubernetes.io/name": name });

// By the labels of their charts. Istio's node agent asks no DNS: it knows the API server by address.
const nodeAgent = { "k8s-app": "istio-cni-node" };
const askingApiServer: readonly Readonly<Record<string, string>>[] = [
  { "control-plane": "v2-controller-manager" },
  { app: "istiod" },
  nodeAgent,
  named("cert-manager"),
  named("webhook"),
  named("cainjector"),
  { ...named("metallb"), "app.kubernetes.io/component": "controller" },
];

/** The pods that are known to ask the API server. */
const apiServerClients = (view: View, serving: readonly string[]): Workload[] => [
  ...askingApiServer.flatMap((labels) => platformPods(view, labels)),
  ...serving.flatMap((namespace) => [
    ...partsOf(
      view,
      namespace,
      "scheduler",
      "server",
      "modelGateway",
      "pipelineGateway",
      "dataflow",
    ),
    // It reads its certificate there, and does without the version of Kubernetes.
    ...partsOf(view, namespace, "hodometer").filter((pods) => speaksTls(view, pods)),
  ]),
];

/** API servers, by their addresses. */
export function apiServerNeeds(view: View, serving: readonly string[]): Need[] {
  const { cidrs, port } = view.site.apiServer;
  return apiServerClients(view, serving).map((from) => ({
    name: "pods ask the API server",
    why: isPart(from, "controller")
      ? "it watches what is to be done"
      : "it reads Secrets, or watches objects",
    of: from,
    ways: [{ from, to: blocks(cidrs), ports: tcp(port), service: "default" }],
  }));
}

const dnsPorts: readonly NeededPort[] = [{ protocol: "UDP", port: 53 }, ...tcp(53)];

/** DNS, for all pods that dial by name: those that ask the API server, and whatever else is known. */
export function dnsNeeds(
  view: View,
  serving: readonly string[],
  training: readonly Workload[],
): Need[] {
  const { dns } = view.site;
  const asking = [
    ...apiServerClients(view, []).filter(({ labels }) => !carries(labels, nodeAgent)),
    ...view.site.platform.flatMap((place) => gateways(view, place)),
    ...serving.flatMap((namespace) => runningIn(view, namespace).filter(isSeldons)),
    ...training,
  ];
  const cache = dns.nodeLocal.length === 0 ? [] : [blocks(dns.nodeLocal)];
  return asking.flatMap((from) => [
    {
      name: "pods find Services by name",
      why: "nothing is dialled by address",
      of: from,
      ways: endsAt(view, dns).map((to) => ({ from, to, ports: dnsPorts })),
    },
    ...cache.map((to) => ({
      name: "pods ask the DNS cache of their node",
      why: "with such a cache, nobody asks the DNS pods first",
      of: from,
      ways: [{ from, to, ports: dnsPorts }],
    })),
  ]);
}

const gateways = (view: View, namespace: string): Workload[] =>
  runningIn(view, namespace).filter(
    ({ annotations }) => annotations["inject.istio.io/templates"] === "gateway",
  );

const isSeldons = (pods: Workload): boolean =>
  isPart(
    pods,
    ...([
      "scheduler",
      "envoy",
      "server",
      "modelGateway",
      "pipelineGateway",
      "dataflow",
      "hodometer",
    ] as const),
  );
