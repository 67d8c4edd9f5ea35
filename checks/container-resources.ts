import type { Resources } from "../schema/kubernetes";
import type { Problem } from "../schema/problems";
import { parseQuantity } from "../quota/quantity";
import { inEachTenant } from "./in-each-tenant";

/** Kubernetes refuses a pod that asks for more than it may use; a quota hides that in an event. */
export const requestsStayBelowLimits = inEachTenant(({ runtime, servers }) => [
  ...Object.entries(runtime.resources).flatMap(([name, resources]) =>
    excess(resources, ["runtime", "resources", name]),
  ),
  ...servers.flatMap((server, index) => [
    ...excess(server.resources, ["servers", index, "resources"]),
    ...excess(server.agentResources, ["servers", index, "agentResources"]),
  ]),
]);

/** What a container asks for beyond its limits; where only one of the two is given, the other is made to fit. */
export const excess = ({ requests, limits }: Resources, path: Problem["path"]): Problem[] =>
  (["cpu", "memory"] as const).flatMap((amount) => {
    const [request, limit] = [requests[amount], limits[amount]];
    if (request === undefined || limit === undefined) return [];
    if (parseQuantity(request) <= parseQuantity(limit)) return [];
    return [
      {
        path: [...path, "requests", amount],
        message: `is more than limits.${amount}, which is ${limit}; lower it, or raise limits.${amount}`,
      },
    ];
  });
