import type { Target } from "../schema/kubernetes";
import { tcp, type Flow, type Peer, type Port } from "./flow";
import type { Landscape, TenantTraffic } from "./landscape";

/** Cluster DNS as kubeadm, k3s and EKS run it. */
const dns: Peer = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const dnsPorts: Port[] = [{ protocol: "UDP", port: 53 }, ...tcp(53)];

/** The labels that Seldon itself puts on the pods. */
const controllerPods = { "control-plane": "v2-controller-manager" };
const named = (name: string) => ({ "app.kubernetes.io/name": name });
const pods = {
  scheduler: named("seldon-scheduler"),
  envoy: named("seldon-envoy"),
  server: named("seldon-server"),
  modelGateway: named("seldon-modelgateway"),
  pipelineGateway: named("seldon-pipelinegateway"),
  dataflow: named("seldon-dataflow-engine"),
  hodometer: named("hodometer"),
};
const kafkaClients = [pods.modelGateway, pods.pipelineGateway, pods.dataflow];

/** What the controller needs whatever tenants there are: no row names one, so none changes a policy here. */
export function controllerFlows({ controllerNamespace, apiServer }: Landscape): Flow[] {
  const from = controllerOf(controllerNamespace);
  return [
    { from, to: dns, ports: dnsPorts, why: "finds each tenant's scheduler by name" },
    { from, to: { cidrs: apiServer.cidrs }, ports: tcp(apiServer.port), why: "watches resources" },
  ];
}

/** One tenant's whole traffic: one row per reason. */
export const tenantFlows = (landscape: Landscape, tenant: TenantTraffic): Flow[] =>
  tenant.kind === "serving" ? servingFlows(landscape, tenant) : trainingFlows(tenant);

/** The team's own pods: nothing of theirs has business with the API server or Seldon's controller. */
function trainingFlows({ name: namespace, modelStores }: TenantTraffic): Flow[] {
  const all = { namespace };
  return [
    { from: all, to: dns, ports: dnsPorts, why: "finds services by name" },
    { from: all, to: all, why: "the parts of one training job" },
    ...toTargets([all], modelStores, "reads data and writes models"),
  ];
}

function servingFlows(landscape: Landscape, tenant: TenantTraffic): Flow[] {
  const { name: namespace, modelStores } = tenant;
  const { apiServer, kafka, tracing } = landscape;
  const all = { namespace };
  const of = (...labels: readonly Record<string, string>[]): Peer[] =>
    labels.map((each) => ({ namespace, labels: each }));
  const traced = [pods.scheduler, pods.server, ...(kafka ? kafkaClients : [])];
  return [
    { from: all, to: dns, ports: dnsPorts, why: "Seldon's parts find each other by name" },
    {
      from: all,
      to: { cidrs: apiServer.cidrs },
      ports: tcp(apiServer.port),
      why: "agents and gateways read Secrets",
    },
    { from: all, to: all, why: "scheduler, envoy and model servers of one tenant" },
    {
      from: controllerOf(landscape.controllerNamespace),
      to: { namespace, labels: pods.scheduler },
      // Under TLS the plain port stays open in the pod, so only this row keeps the controller off it.
      ports: tcp(landscape.controlPlaneTls ? 9044 : 9004),
      why: "loads models",
    },
    ...toTargets(of(pods.server), modelStores, "rclone fetches models"),
    ...toTargets(of(...kafkaClients), kafka ?? [], "data of Pipelines"),
    ...toTargets(of(...traced), tracing, "sends traces"),
    ...monitoringFlows(landscape, namespace),
    ...telemetryFlows(tenant),
  ];
}

const controllerOf = (namespace: string): Peer => ({ namespace, labels: controllerPods });

function toTargets(from: readonly Peer[], targets: readonly Target[], why: string): Flow[] {
  return from.flatMap((each) =>
    targets.map((target) => ({ from: each, to: peerOf(target), ports: tcp(target.port), why })),
  );
}

function peerOf(target: Target): Peer {
  if ("cidrs" in target) return { cidrs: target.cidrs };
  const { namespace, podLabels } = target;
  return { namespace, ...(podLabels && { labels: podLabels }) };
}

/** Metrics and nothing beside them: the same pods hold rclone's open port 5572 and the agent's 7777. */
function monitoringFlows({ monitoringNamespace, kafka }: Landscape, namespace: string): Flow[] {
  if (monitoringNamespace === undefined) return [];
  const scraped = (labels: Readonly<Record<string, string>>, ...ports: number[]): Flow => ({
    from: { namespace: monitoringNamespace },
    to: { namespace, labels },
    ports: tcp(...ports),
    why: "Prometheus scrapes metrics",
  });
  return [
    // Triton's own, MLServer's own, the agent's.
    scraped(pods.server, 8002, 8082, 9006),
    scraped(pods.envoy, 9003),
    ...(kafka ? [scraped(pods.pipelineGateway, 9006)] : []),
  ];
}

/** hodometer.seldon.io has no fixed address, so the one row that may reach the world is by port. */
const telemetryFlows = ({ name, telemetryPorts }: TenantTraffic): Flow[] =>
  telemetryPorts.length === 0
    ? []
    : [
        {
          from: { namespace: name, labels: pods.hodometer },
          to: { cidrs: ["0.0.0.0/0"] },
          ports: tcp(...telemetryPorts),
          why: "sends usage counts to Seldon",
        },
      ];
