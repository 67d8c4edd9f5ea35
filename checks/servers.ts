import type { Problem } from "../schema/problems";
import type { Server } from "../schema/server";
import { componentDefaults } from "../seldon/component-defaults";
import { inEachTenant, repeated } from "./in-each-tenant";

/** Two Servers of one namespace cannot have one name. */
export const serversHaveNamesOfTheirOwn = inEachTenant(({ servers }) =>
  repeated(
    servers.map(({ name }) => name),
    (index) => ["servers", index, "name"],
    "name of server",
  ),
);

/** Workloads and Services that Seldon makes beside the servers. */
const seldonsOwn = [...Object.keys(componentDefaults), "seldon-mesh"];

/** The name of a Service must start with a letter; a pod carries its set's name with eleven more as a label. */
const workloadName = /^[a-z].{0,51}$/;

/** A Server's name is also the name of its StatefulSet, and begins those of its Services and pods. */
export const serverNamesCanBeUsed = inEachServer(({ name }) => {
  if (seldonsOwn.includes(name))
    return [problem(["name"], "is a part of Seldon's own in this namespace; choose another name")];
  return workloadName.test(name)
    ? []
    : [
        problem(
          ["name"],
          "is no name for a server; start with a letter and use at most 52 of a-z, 0-9 and -",
        ),
      ];
});

/** Seldon refuses a Server whose number of replicas is not between its bounds. */
export const serverReplicasFitTheirBounds = inEachServer(
  ({ replicas, minReplicas: min, maxReplicas: max }) => {
    if (min !== undefined && max === undefined)
      return [{ ...problem(["minReplicas"], alone("maxReplicas")), searched: ["maxReplicas"] }];
    if (max !== undefined && min === undefined)
      return [{ ...problem(["maxReplicas"], alone("minReplicas")), searched: ["minReplicas"] }];
    if (min === undefined || max === undefined) return [];
    if (min > max) return [problem(["minReplicas"], beyond("more", "maxReplicas", max))];
    if (replicas === undefined) return [];
    if (replicas < min) return [problem(["replicas"], beyond("less", "minReplicas", min))];
    return replicas > max ? [problem(["replicas"], beyond("more", "maxReplicas", max))] : [];
  },
);

const alone = (other: string): string =>
  `is of no use alone; write ${other} as well, or replicas for a fixed number`;

const beyond = (how: "more" | "less", other: string, bound: number): string =>
  how === "more"
    ? `is more than ${other}, which is ${String(bound)}; lower it, or raise ${other}`
    : `is less than ${other}, which is ${String(bound)}; raise it, or lower ${other}`;

const problem = (path: Problem["path"], message: string): Problem => ({ path, message });

/** A check that looks at one server at a time; the paths of its problems start at the server. */
export function inEachServer(look: (server: Server) => Problem[]) {
  return inEachTenant(({ servers }) =>
    servers.flatMap((server, index) =>
      look(server).map((found) => ({
        ...found,
        path: ["servers", index, ...found.path],
        ...(found.searched && { searched: ["servers", index, ...found.searched] }),
      })),
    ),
  );
}
