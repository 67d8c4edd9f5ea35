import { tcp, type Flow, type Pods } from "../flow";
import type { Landscape, TenantTraffic } from "../landscape";
import { fromMonitoring, toDns, toTargets } from "./cluster";
import { proxyFlows } from "./istio";
import { seldonParts } from "./pods";
import { runningParts, seldonFlows, seldonGroundFlows } from "./seldon";
import { wayInFlows } from "./way-in";

const { scheduler, envoy, server, modelGateway, pipelineGateway, dataflow, hodometer } =
  seldonParts;
const kafkaClients = [modelGateway, pipelineGateway, dataflow];

/** One tenant's whole traffic: one row per reason. */
export const tenantFlows = (landscape: Landscape, tenant: TenantTraffic): Flow[] =>
  tenant.kind === "serving" ? servingFlows(landscape, tenant) : trainingFlows(landscape, tenant);

/** The team's own pods: nothing of theirs has business with the API server, Seldon's controller or the mesh. */
function trainingFlows(
  landscape: Landscape,
  { name: namespace, modelStores }: TenantTraffic,
): Flow[] {
  const all = { namespace };
  return [
    ...toDns(landscape, all, "finds services by name"),
    { from: all, to: all, why: "the parts of one training job" },
    ...toTargets([all], modelStores, "reads data and writes models"),
  ];
}

/** No row is for all pods: whatever else comes into the namespace talks to nobody. */
function servingFlows(landscape: Landscape, tenant: TenantTraffic): Flow[] {
  const { name: namespace, modelStores } = tenant;
  const { kafka, tracing } = landscape;
  const of = (...parts: readonly Omit<Pods, "namespace">[]): Pods[] =>
    parts.map((part) => ({ namespace, ...part }));
  const traced = [scheduler, server, ...(kafka ? kafkaClients : [])];
  return [
    ...seldonFlows(landscape, tenant),
    ...seldonGroundFlows(landscape, tenant),
    ...toTargets(of(server), modelStores, "rclone fetches models"),
    ...toTargets(of(...kafkaClients), kafka ?? [], "data of Pipelines"),
    ...toTargets(of(...traced), tracing, "sends traces"),
    ...metricsFlows(landscape, namespace),
    ...telemetryFlows(tenant),
    ...runningParts(landscape, tenant).flatMap(({ pods }) => proxyFlows(landscape, pods)),
    ...wayInFlows(landscape, tenant),
  ];
}

/** Metrics and nothing beside them: the same pods hold rclone's open port 5572 and the agent's 7777. */
const metricsFlows = (landscape: Landscape, namespace: string): Flow[] => [
  // Triton's own, MLServer's own, the agent's.
  ...fromMonitoring(landscape, { namespace, ...server }, 8002, 8082, 9006),
  ...fromMonitoring(landscape, { namespace, ...envoy }, 9003),
  ...(landscape.kafka ? fromMonitoring(landscape, { namespace, ...pipelineGateway }, 9006) : []),
];

/** hodometer.seldon.io has no fixed address, so this one row may reach the world. */
function telemetryFlows({ name, reportsUsage, usageReceivers }: TenantTraffic): Flow[] {
  if (!reportsUsage) return [];
  const from = { namespace: name, ...hodometer };
  return [
    {
      from,
      to: { cidrs: ["0.0.0.0/0"] },
      ports: tcp(80),
      why: "sends usage counts to Seldon",
    },
    ...toTargets([from], usageReceivers, "sends usage counts to further receivers"),
  ];
}
