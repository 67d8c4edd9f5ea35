import type { Server } from "../schema/server";
import { usualAgentVariables } from "./agent-env";
import { modelServers } from "./model-server";

/** The variables of a server that its type's ServerConfig has already, by the key that names them. */
export function repeatedVariables({ type, env, agent }: Pick<Server, "type" | "env" | "agent">) {
  const among = (names: readonly string[], map: object) =>
    Object.keys(map).filter((name) => names.includes(name));
  return {
    env: among(Object.keys(modelServers[type].env), env),
    agent: among(usualAgentVariables, agent.env),
  };
}

/**
 * Whether a server needs a ServerConfig that no other has: for its own image, volume, or variables. A
 * Server can only add to the list of variables, and the operator sees no difference when it adds one of a
 * name that is there: pods that run would keep the old value.
 */
export function ownsServerConfig(server: Server): boolean {
  if (server.serverConfig !== undefined) return false;
  const repeated = repeatedVariables(server);
  return (
    server.type === "custom" ||
    server.modelVolume !== undefined ||
    repeated.env.length + repeated.agent.length > 0
  );
}

/**
 * The ServerConfig that a Server is made from; Seldon looks it up in the controller's namespace only. An
 * own one is called `tenant.server`: with a dot, which no tenant's name has, no two can share a name.
 */
export const serverConfigName = (tenant: string, server: Server): string =>
  server.serverConfig ?? (ownsServerConfig(server) ? `${tenant}.${server.name}` : server.type);
