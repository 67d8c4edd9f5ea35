import type { Landscape, TenantTraffic } from "../../network/landscape";
import { controllerPolicies, tenantPolicies } from "../../network/policies";
import { mayReach, type End, type Policies } from "./evaluator";

/** A platform with nothing beyond what must be. */
export const landscape: Landscape = {
  controllerNamespace: "seldon-system",
  apiServer: { cidrs: ["10.20.0.11/32", "10.20.0.12/32"], port: 6443 },
  controlPlaneTls: false,
  kafka: undefined,
  tracing: [],
  monitoringNamespace: undefined,
};

/** Every choice of the stack, taken. */
export const everything: Landscape = {
  ...landscape,
  controlPlaneTls: true,
  kafka: [
    { namespace: "kafka", podLabels: { app: "broker" }, port: 9093 },
    { cidrs: ["10.20.0.40/32"], port: 9094 },
  ],
  tracing: [{ namespace: "tracing", port: 4317 }],
  monitoringNamespace: "monitoring",
};

export const serving = (name: string, change: Partial<TenantTraffic> = {}): TenantTraffic => ({
  name,
  kind: "serving",
  modelStores: [],
  telemetryPorts: [],
  ...change,
});

export const training = (name: string, change: Partial<TenantTraffic> = {}): TenantTraffic => ({
  ...serving(name, change),
  kind: "training",
});

export const tenants = ["team-a", "team-b", "team-ab"].map((name) => serving(name));

/** The policies of every namespace that the platform owns. */
export function policiesOf(place = landscape, traffic: readonly TenantTraffic[] = tenants) {
  const all = [
    ...controllerPolicies(place),
    ...traffic.flatMap((tenant) => tenantPolicies(place, tenant)),
  ];
  return new Map(
    [place.controllerNamespace, ...traffic.map(({ name }) => name)].map((name) => [
      name,
      all.filter(({ namespace }) => namespace === name),
    ]),
  );
}

/** Ports that Seldon's pods and their neighbours listen on, and some that others do. */
export const ports = [
  22, 53, 80, 443, 2019, 4000, 4317, 5432, 5572, 6443, 7777, 8002, 8080, 8081, 8082, 8443, 9000,
  9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9010, 9011, 9044, 9055, 9092, 9093, 9094, 9500,
  9501, 9901,
];

/** The ports, of either protocol, that one end may reach at another. */
export const open = (policies: Policies, from: End, to: End): string[] =>
  ports.flatMap((port) =>
    (["TCP", "UDP"] as const)
      .filter((protocol) => mayReach(policies, from, to, { protocol, port }))
      .map((protocol) => `${protocol} ${String(port)}`),
  );

export const pod = (namespace: string, labels: Record<string, string> = {}): End => ({
  namespace,
  labels,
});

export const controller = pod("seldon-system", { "control-plane": "v2-controller-manager" });
/** Somebody else's pod beside the controller. */
export const neighbour = pod("seldon-system", { app: "debug" });
export const dns = pod("kube-system", { "k8s-app": "kube-dns" });
export const kubelet = pod("kube-system", { "k8s-app": "metrics-server" });
export const stranger = pod("other-team", { app: "web" });
export const prometheus = pod("monitoring", { app: "prometheus" });
export const apiServer: End = { address: "10.20.0.11" };
export const internet: End = { address: "93.184.216.34" };

const named = (tenant: string, name: string) => pod(tenant, { "app.kubernetes.io/name": name });

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
