import type { Problem } from "../schema/problems";
import { fixedAgentVariables } from "../seldon/agent-env";
import { capabilitiesOf } from "../seldon/capabilities";
import { repeatedVariables } from "../seldon/server-config-name";
import { inEachServer } from "./servers";

/** Of a custom server only its owner knows image and abilities. MLServer and Triton may have an own build. */
export const customServersAreDescribed = inEachServer((server) => {
  if (server.type !== "custom") return [];
  return [
    ...(server.image
      ? []
      : problem(
          ["image"],
          "is missing, and type custom brings none; write image.path and image.tag",
        )),
    ...(capabilitiesOf(server).length > 0
      ? []
      : problem(
          ["capabilities"],
          "is missing, and type custom has none; list what models may require of this server",
        )),
  ];
});

/** A ServerConfig that others made says what the platform would say in one of its own. */
export const serverConfigsFitTheirServers = inEachServer(({ type, serverConfig, modelVolume }) => {
  if (serverConfig === undefined) return [];
  if (type === "custom")
    return problem(
      ["serverConfig"],
      "is of no use to type custom, which gets one of its own; remove it, or write the type whose container it has",
    );
  if (["mlserver", "triton"].includes(serverConfig) && serverConfig !== type)
    return problem(
      ["serverConfig"],
      `is for another type than ${type}; write type: ${serverConfig}, or remove it`,
    );
  return modelVolume
    ? problem(["modelVolume"], "is given by serverConfig already; remove one of the two")
    : [];
});

/** A second variable of one name is no change to Seldon's operator: pods that run keep the first. */
export const serverVariablesTakeEffect = inEachServer((server) => {
  const fixed = Object.keys(server.agent.env).filter((name) => fixedAgentVariables.includes(name));
  const { env, agent } = repeatedVariables(server);
  const { serverConfig } = server;
  const message = `is set by ServerConfig ${serverConfig ?? ""} already, and Seldon takes no second one; remove it, or serverConfig`;
  return [
    ...fixed.flatMap((name) =>
      problem(
        ["agent", "env", name],
        "is set by Seldon itself; remove it (capabilities, type and seldon.controlPlaneTls are keys of their own)",
      ),
    ),
    ...(serverConfig === undefined
      ? []
      : [
          ...env.flatMap((name) => problem(["env", name], message)),
          ...agent.flatMap((name) => problem(["agent", "env", name], message)),
        ]),
  ];
});

/** Kubernetes refuses such pods, and nobody but the StatefulSet's events says so. */
export const serverPodsCanBeMade = inEachServer(({ gpu, tolerations }) => [
  ...(gpu && !/^[a-z0-9.-]+\/[\w.-]+$/.test(gpu.resource)
    ? problem(["gpu", "resource"], "is no device; write it as in nvidia.com/gpu")
    : []),
  ...tolerations.flatMap(({ key, operator, value }, index) => {
    if (operator === "Exists" && value !== undefined)
      return problem(
        ["tolerations", index, "value"],
        "is compared by operator Equal only; write operator: Equal, or remove it",
      );
    return operator === "Equal" && key === undefined
      ? problem(
          ["tolerations", index, "key"],
          "is missing, and only operator Exists fits every taint; write the taint's key",
        )
      : [];
  }),
]);

const problem = (path: Problem["path"], message: string): Problem[] => [{ path, message }];
