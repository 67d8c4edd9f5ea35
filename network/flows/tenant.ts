import { tcp, type Flow, type Peer } from "../flow";
import type { Landscape, TenantTraffic } from "../landscape";
import { fromMonitoring, toApiServer, toDns, toTargets } from "./cluster";
import { meshFlows } from "./istio";
import { controllerOf, seldonLabels } from "./pods";
import { wayInFlows } from "./way-in";

const { scheduler, envoy, server, modelGateway, pipelineGateway, dataflow, hodometer } =
  seldonLabels;
const kafkaClients = [modelGateway, pipelineGateway, dataflow];

/** One tenant's whole traffic: one row per reason. */
export const tenantFlows = (landscape: Landscape, tenant: TenantTraffic): Flow[] =>
  tenant.kind === "serving" ? servingFlows(landscape, tenant) : trainingFlows(tenant);

/** The team's own pods: nothing of theirs has business with the API server, Seldon's controller or the mesh. */
function trainingFlows({ name: namespace, modelStores }: TenantTraffic): Flow[] {
  const all = { namespace };
  return [
    toDns(all, "finds services by name"),
    { from: all, to: all, why: "the parts of one training job" },
    ...toTargets([all], modelStores, "reads data and writes models"),
  ];
}

function servingFlows(landscape: Landscape, tenant: TenantTraffic): Flow[] {
  const { name: namespace, modelStores } = tenant;
  const { kafka, tracing } = landscape;
  const all = { namespace };
  const of = (...labels: readonly Record<string, string>[]): Peer[] =>
    labels.map((each) => ({ namespace, labels: each }));
  const traced = [scheduler, server, ...(kafka ? kafkaClients : [])];
  return [
    toDns(all, "Seldon's parts find each other by name"),
    toApiServer(landscape, all, "agents and gateways read Secrets"),
    { from: all, to: all, why: "scheduler, envoy and model servers of one tenant" },
    {
      from: controllerOf(landscape.controllerNamespace),
      to: { namespace, labels: scheduler },
      // Under TLS the plain port stays open in the pod, so only this row keeps the controller off it.
      ports: tcp(landscape.controlPlaneTls ? 9044 : 9004),
      why: "loads models",
    },
    ...toTargets(of(server), modelStores, "rclone fetches models"),
    ...toTargets(of(...kafkaClients), kafka ?? [], "data of Pipelines"),
    ...toTargets(of(...traced), tracing, "sends traces"),
    ...metricsFlows(landscape, namespace),
    ...telemetryFlows(tenant),
    ...meshFlows(landscape, namespace),
    ...wayInFlows(landscape, tenant),
  ];
}

/** Metrics and nothing beside them: the same pods hold rclone's open port 5572 and the agent's 7777. */
const metricsFlows = (landscape: Landscape, namespace: string): Flow[] => [
  // Triton's own, MLServer's own, the agent's.
  ...fromMonitoring(landscape, { namespace, labels: server }, 8002, 8082, 9006),
  ...fromMonitoring(landscape, { namespace, labels: envoy }, 9003),
  ...(landscape.kafka
    ? fromMonitoring(landscape, { namespace, labels: pipelineGateway }, 9006)
    : []),
];

/** hodometer.seldon.io has no fixed address, so the one row that may reach the world is by port. */
const telemetryFlows = ({ name, telemetryPorts }: TenantTraffic): Flow[] =>
  telemetryPorts.length === 0
    ? []
    : [
        {
          from: { namespace: name, labels: hodometer },
          to: { cidrs: ["0.0.0.0/0"] },
          ports: tcp(...telemetryPorts),
          why: "sends usage counts to Seldon",
        },
      ];
