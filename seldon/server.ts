import { meshAnnotations } from "../istio/mesh-switch";
import type { Server } from "../schema/server";
import { capabilitiesOf } from "./capabilities";
import { completeResources } from "./container-resources";
import { containerSecurity } from "./container-security";
import { asPin, imageReference, type ImageRegistry } from "./image";
import { ownsServerConfig, serverConfigName } from "./server-config-name";
import { usualServerResources } from "./server-defaults";
import { asVariables } from "./variables";

/**
 * A tenant's Server. Everything that the pod admission and a quota ask for is in its own pod spec, so that
 * it holds for every ServerConfig, also for one that somebody else made.
 * @param mesh Istio's version; absent where the tenant is in no mesh
 */
export const serverObject = (
  namespace: string,
  server: Server,
  registry: ImageRegistry | undefined,
  mesh?: string,
) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind: "Server",
  // Its labels and annotations would be copied to every pod, and roll them at each change.
  metadata: { name: server.name, namespace, ...meshAnnotations(mesh) },
  spec: {
    serverConfig: serverConfigName(namespace, server),
    ...replicasOf(server),
    ...capabilities(server),
    podSpec: podSpec(server, registry),
    ...(server.disableAutoUpdate && { disableAutoUpdate: true }),
  },
});

/** The whole list, which every version takes for the last word; where it is not known, what is added. */
function capabilities(server: Server) {
  if (isKnown(server)) return { capabilities: capabilitiesOf(server) };
  const { extraCapabilities } = server;
  return extraCapabilities.length > 0 ? { extraCapabilities } : {};
}

/** A ServerConfig made by others says itself what its servers can do. */
const isKnown = ({ capabilities: own, serverConfig, type }: Server): boolean =>
  own !== undefined || serverConfig === undefined || serverConfig === type;

/** Always all three: without them a newer Seldon takes the number of replicas to be free. */
export function replicasOf(server: Pick<Server, "replicas" | "minReplicas" | "maxReplicas">) {
  const replicas = server.replicas ?? server.minReplicas ?? 1;
  return {
    replicas,
    minReplicas: server.minReplicas ?? replicas,
    maxReplicas: server.maxReplicas ?? replicas,
  };
}

/** Whether Seldon itself changes the number of replicas. */
export function scales(server: Pick<Server, "replicas" | "minReplicas" | "maxReplicas">): boolean {
  const { minReplicas, maxReplicas } = replicasOf(server);
  return minReplicas < maxReplicas;
}

/**
 * The number to set where Seldon scales and new bounds leave out the number that is there: Seldon keeps
 * it, takes the Server for wrong, and does nothing more for any Server of that call. Undefined where the
 * number is Seldon's to choose.
 */
export function replicasToSet(server: Server, live: number | undefined): number | undefined {
  const { minReplicas, maxReplicas } = replicasOf(server);
  if (!scales(server) || live === undefined) return undefined;
  const within = Math.min(Math.max(live, minReplicas), maxReplicas);
  return within === live ? undefined : within;
}

/** Name of the model server's container; a ServerConfig made by others has its type's. */
export const modelServerContainer = ({ type }: Pick<Server, "type">): string =>
  type === "custom" ? "server" : type;

function podSpec(server: Server, registry: ImageRegistry | undefined) {
  const { nodeSelector, tolerations } = server;
  return {
    containers: [modelServer(server, registry), agent(server), rclone],
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
  };
}

function modelServer(server: Server, registry: ImageRegistry | undefined) {
  const { requests, limits } = completeResources(usualServerResources.server, server.resources);
  const gpu = server.gpu ? { [server.gpu.resource]: String(server.gpu.count) } : {};
  const image = server.image && imageReference(registry, asPin(server.image));
  return {
    name: modelServerContainer(server),
    ...(image && { image }),
    resources: { requests: { ...requests, ...gpu }, limits: { ...limits, ...gpu } },
    securityContext: containerSecurity,
    ...added(server, server.env),
  };
}

const agent = (server: Server) => ({
  name: "agent",
  resources: completeResources(usualServerResources.agent, server.agentResources),
  securityContext: containerSecurity,
  ...added(server, server.agent.env),
  // The operator appends them; of two flags of one name, the last one counts.
  ...(server.agent.args.length > 0 && { args: server.agent.args }),
});

const rclone = {
  name: "rclone",
  resources: usualServerResources.rclone,
  securityContext: containerSecurity,
};

/** Variables that the ServerConfig does not have: a second one of its name would not reach pods that run. */
function added(server: Server, env: Readonly<Record<string, string>>) {
  const variables = ownsServerConfig(server) ? [] : asVariables(env);
  return variables.length > 0 ? { env: variables } : {};
}
