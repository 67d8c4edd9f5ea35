import type { Server } from "../schema/server";
import type { SeldonSettings } from "../schema/seldon";
import { capabilitiesOf } from "./capabilities";
import { asVariables } from "./variables";

/** As Seldon's setup chart has them. */
const tuning = {
  SELDON_OVERCOMMIT_PERCENTAGE: "10",
  SELDON_SCALING_STATS_PERIOD_SECONDS: "20",
  SELDON_MODEL_INFERENCE_LAG_THRESHOLD: "30",
  SELDON_MODEL_INACTIVE_SECONDS_THRESHOLD: "600",
  SELDON_MAX_TIME_READY_SUB_SERVICE_AFTER_START_SECONDS: "30",
  SELDON_MAX_ELAPSED_TIME_READY_SUB_SERVICE_BEFORE_START_MINUTES: "15",
  SELDON_PERIOD_READY_SUB_SERVICE_SECONDS: "60",
  SELDON_MAX_LOAD_ELAPSED_TIME_MINUTES: "120",
  SELDON_MAX_UNLOAD_ELAPSED_TIME_MINUTES: "15",
  SELDON_MAX_LOAD_RETRY_COUNT: "5",
  SELDON_MAX_UNLOAD_RETRY_COUNT: "1",
  SELDON_UNLOAD_GRACE_PERIOD_SECONDS: "2",
};

const addresses = {
  SELDON_SERVER_HTTP_PORT: "9000",
  SELDON_SERVER_GRPC_PORT: "9500",
  SELDON_REVERSE_PROXY_HTTP_PORT: "9001",
  SELDON_REVERSE_PROXY_GRPC_PORT: "9501",
  SELDON_SCHEDULER_HOST: "seldon-scheduler",
  SELDON_SCHEDULER_PORT: "9005",
  SELDON_SCHEDULER_TLS_PORT: "9055",
  SELDON_ENVOY_HOST: "seldon-mesh",
  SELDON_ENVOY_PORT: "80",
  SELDON_METRICS_PORT: "9006",
  SELDON_DRAINER_PORT: "9007",
  SELDON_READINESS_PORT: "9008",
};

/** The Secrets that cert-manager keeps, and where the agent unpacks them. */
const controlPlane = {
  CONTROL_PLANE_CLIENT_TLS_SECRET_NAME: "seldon-controlplane-client",
  CONTROL_PLANE_CLIENT_TLS_KEY_LOCATION: "/tmp/certs/cpc/tls.key",
  CONTROL_PLANE_CLIENT_TLS_CRT_LOCATION: "/tmp/certs/cpc/tls.crt",
  CONTROL_PLANE_CLIENT_TLS_CA_LOCATION: "/tmp/certs/cpc/ca.crt",
  CONTROL_PLANE_SERVER_TLS_SECRET_NAME: "seldon-controlplane-server",
  CONTROL_PLANE_SERVER_TLS_CA_LOCATION: "/tmp/certs/cps/ca.crt",
};

/** What comes from the stack and from the server. */
const own = (server: Server, settings: SeldonSettings) => ({
  CONTROL_PLANE_SECURITY_PROTOCOL: settings.controlPlaneTls ? "SSL" : "PLAINTEXT",
  ENVOY_SECURITY_PROTOCOL: "PLAINTEXT",
  SELDON_LOG_LEVEL: settings.logLevel,
  // The agent knows two ways to fill a model folder; every other server is taken for an MLServer.
  SELDON_SERVER_TYPE: server.type === "triton" ? "triton" : "mlserver",
  // Must be here: the operator only replaces it by the Server's own list.
  SELDON_SERVER_CAPABILITIES: capabilitiesOf(server).join(","),
});

/** The variables that every agent has, and that a server may set differently. */
const plain = { ...tuning, ...addresses, ...controlPlane };

/** Variables that say what another key says, or what only the pod knows. */
export const fixedAgentVariables = [
  "SELDON_SERVER_TYPE",
  "SELDON_SERVER_CAPABILITIES",
  "CONTROL_PLANE_SECURITY_PROTOCOL",
  "POD_NAME",
  "POD_NAMESPACE",
  "MEMORY_REQUEST",
];

/** All variables that a server may set and that its ServerConfig has already. */
export const usualAgentVariables = [
  ...Object.keys(plain),
  "ENVOY_SECURITY_PROTOCOL",
  "SELDON_LOG_LEVEL",
];

/** The environment of the agent in a ServerConfig of its own, container being the model server's. */
export const agentEnv = (server: Server, container: string, settings: SeldonSettings) => [
  ...asVariables({ ...plain, ...own(server, settings), ...server.agent.env }),
  { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
  {
    // What the scheduler places models by.
    name: "MEMORY_REQUEST",
    valueFrom: { resourceFieldRef: { containerName: container, resource: "requests.memory" } },
  },
];
