import { controllerFlows } from "../../network/flows/controller";
import { platformFlows } from "../../network/flows/platform";
import { tenantFlows } from "../../network/flows/tenant";
import type { Landscape, TenantTraffic } from "../../network/landscape";
import {
  namespacePolicies,
  platformPolicies,
  tenantPolicies,
  type Policy,
} from "../../network/policies";
import { platformNamespaces } from "../../schema/namespaces";
import { mayReach, type End, type Policies } from "./evaluator";

/** A platform with nothing beyond what must be. */
export const landscape: Landscape = {
  apiServer: { cidrs: ["10.20.0.11/32", "10.20.0.12/32"], port: 6443 },
  nodeLocalDns: [],
  controlPlaneTls: false,
  kafka: undefined,
  tracing: [],
  monitoringNamespace: undefined,
  mesh: false,
  clients: ["10.30.0.0/24", "10.30.1.9/32"],
  ingressNamespace: "ingress-nginx",
  acmeServer: [],
  acmeSolvers: false,
};

/** Every choice of the stack, taken. */
export const everything: Landscape = {
  ...landscape,
  apiServer: { ...landscape.apiServer, webhookCallers: ["10.42.0.1/32"] },
  nodeLocalDns: ["169.254.20.10/32"],
  controlPlaneTls: true,
  kafka: [
    { namespace: "kafka", podLabels: { app: "broker" }, port: 9093 },
    { cidrs: ["10.20.0.40/32"], port: 9094 },
  ],
  tracing: [{ namespace: "tracing", port: 4317 }],
  monitoringNamespace: "monitoring",
  mesh: true,
  acmeServer: [{ cidrs: ["10.20.0.60/32"], port: 8443 }],
  acmeSolvers: true,
};

export const serving = (name: string, change: Partial<TenantTraffic> = {}): TenantTraffic => ({
  name,
  kind: "serving",
  modelStores: [],
  reportsUsage: false,
  usageReceivers: [],
  wayIn: "none",
  ...change,
});

export const training = (name: string, change: Partial<TenantTraffic> = {}): TenantTraffic => ({
  ...serving(name, change),
  kind: "training",
});

export const tenants = ["team-a", "team-b", "team-ab"].map((name) => serving(name));

export const policiesOfTenant = (place: Landscape, tenant: TenantTraffic): Policy[] =>
  tenantPolicies(tenant.name, tenantFlows(place, tenant));

/** All policies, in the order in which the program makes them. */
export const allPolicies = (place: Landscape, traffic: readonly TenantTraffic[]): Policy[] => [
  ...namespacePolicies(platformNamespaces.controller, controllerFlows(place)),
  ...Object.values(platformPolicies(platformFlows(place))).flat(),
  ...traffic.flatMap((tenant) => policiesOfTenant(place, tenant)),
];

/** The policies of every namespace that the platform owns. */
export function policiesOf(place = landscape, traffic: readonly TenantTraffic[] = tenants) {
  const all = allPolicies(place, traffic);
  return new Map(
    [...Object.values(platformNamespaces), ...traffic.map(({ name }) => name)].map((name) => [
      name,
      all.filter(({ namespace }) => namespace === name),
    ]),
  );
}

/** Ports that the platform's pods and their neighbours listen on, and some that others do. */
export const ports = [
  22, 53, 80, 443, 2019, 4000, 4317, 5432, 5572, 6080, 6443, 7472, 7777, 8002, 8080, 8081, 8082,
  8089, 8443, 9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9010, 9011, 9044, 9055, 9092,
  9093, 9094, 9402, 9403, 9443, 9500, 9501, 9901, 10250, 15000, 15001, 15006, 15008, 15010, 15012,
  15014, 15017, 15020, 15021, 15090, 19443,
];

const doors = ports.flatMap((port) => [
  { protocol: "TCP", port },
  { protocol: "UDP", port },
]);

/** The ports, of either protocol, that one end may reach at another. */
export function open(policies: Policies, from: End, to: End): string[] {
  const may = mayReach(policies, from, to);
  return doors.filter(may).map(({ protocol, port }) => `${protocol} ${String(port)}`);
}

export const pod = (namespace: string, labels: Record<string, string> = {}): End => ({
  namespace,
  labels,
});

export const controller = pod("seldon-system", { "control-plane": "v2-controller-manager" });
/** Somebody else's pod beside the controller. */
export const neighbour = pod("seldon-system", { app: "debug" });
export const dns = pod("kube-system", { "k8s-app": "kube-dns" });
export const kubelet = pod("kube-system", { "k8s-app": "metrics-server" });
/** What answers for DNS on each node, where it does. */
export const nodeLocalDns: End = { address: "169.254.20.10" };
export const stranger = pod("other-team", { app: "web" });
export const prometheus = pod("monitoring", { app: "prometheus" });
export const apiServer: End = { address: "10.20.0.11" };
/** What an API server's call may come from where the network plugin has a tunnel. */
export const webhookCaller: End = { address: "10.42.0.1" };
export const client: End = { address: "10.30.0.7" };
export const besideClient: End = { address: "10.30.1.8" };
export const internet: End = { address: "93.184.216.34" };

const named = (tenant: string, name: string) => pod(tenant, { "app.kubernetes.io/name": name });

const part = (name: string, component: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/instance": name,
  "app.kubernetes.io/component": component,
});

/** The pods of what Seldon stands on, with the labels that their charts give them. */
export const ground = {
  istiod: pod("istio-system", { app: "istiod", istio: "pilot" }),
  besideIstiod: pod("istio-system", { app: "debug" }),
  cni: pod("istio-cni", { "k8s-app": "istio-cni-node" }),
  gateway: pod("istio-ingress", { app: "istio-ingressgateway", istio: "ingressgateway" }),
  gatewaySolver: pod("istio-ingress", { "acme.cert-manager.io/http01-solver": "true" }),
  besideGateway: pod("istio-ingress", { app: "debug" }),
  metalLb: pod("metallb-system", part("metallb", "controller")),
  besideMetalLb: pod("metallb-system", part("metallb", "other")),
  certManager: pod("cert-manager", part("cert-manager", "controller")),
  webhook: pod("cert-manager", part("webhook", "webhook")),
  injector: pod("cert-manager", part("cainjector", "cainjector")),
  besideCertManager: pod("cert-manager", { app: "debug" }),
};

/** What is not the platform's, near enough to be mistaken for what is. */
export const outside = {
  dns,
  kubelet,
  stranger,
  prometheus,
  ingressController: pod("ingress-nginx", { "app.kubernetes.io/name": "ingress-nginx" }),
  /** Labels are anybody's; namespaces are not. */
  falseGateway: pod("other-team", { istio: "ingressgateway" }),
  apiServer,
  webhookCaller,
  client,
  besideClient,
  acme: { address: "10.20.0.60" },
  internet,
} satisfies Readonly<Record<string, End>>;

/**
 * Who may reach whom on what, over all ordered pairs of which one is the platform's: "a > b" and the
 * ports. What is not named is shut.
 */
export function reached(
  policies: Policies,
  ours: Readonly<Record<string, End>>,
  others: Readonly<Record<string, End>> = outside,
): Record<string, string> {
  const both = { ...ours, ...others };
  const pairs = Object.entries(both).flatMap(([a, from]) =>
    Object.entries(both).map(([b, to]) => ({ a, from, b, to })),
  );
  return Object.fromEntries(
    pairs
      .filter(({ a, b }) => a in ours || b in ours)
      .map(({ a, from, b, to }) => [`${a} > ${b}`, open(policies, from, to).join(", ")] as const)
      .filter(([, found]) => found !== ""),
  );
}

/** Of them those that are not at zero replicas. */
export function runningPods(
  { kafka }: Landscape,
  { name, reportsUsage }: TenantTraffic,
): Partial<Record<keyof ReturnType<typeof podsOf>, End>> {
  const { hodometer, modelGateway, pipelineGateway, dataflow, ...others } = podsOf(name);
  return {
    ...others,
    ...(kafka && { modelGateway, pipelineGateway, dataflow }),
    ...(reportsUsage && { hodometer }),
  };
}

/** The pods that Seldon makes for a tenant, with the labels that its operator gives them. */
export const podsOf = (tenant: string) => ({
  scheduler: named(tenant, "seldon-scheduler"),
  envoy: named(tenant, "seldon-envoy"),
  hodometer: named(tenant, "hodometer"),
  modelGateway: named(tenant, "seldon-modelgateway"),
  pipelineGateway: named(tenant, "seldon-pipelinegateway"),
  dataflow: named(tenant, "seldon-dataflow-engine"),
  server: pod(tenant, {
    "app.kubernetes.io/name": "seldon-server",
    "seldon-server-name": "mlserver",
  }),
});
