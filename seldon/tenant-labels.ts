import { injectionLabel } from "../istio/mesh-switch";
import type { Tenant } from "../schema/tenant";

/** Marks a namespace as made by a stack of this name; the lifecycle of tenants goes by it. */
export const stackLabel = "seldon-platform/stack";

/**
 * The labels of a tenant's namespace: for reports, for the lifecycle, and for the mesh.
 * @param meshed there is a mesh; only what serves is in it
 */
export const tenantLabels = (
  stack: string,
  { kind, team, costCentre }: Pick<Tenant, "kind" | "team" | "costCentre">,
  meshed = false,
): Record<string, string> => ({
  [stackLabel]: stack,
  "seldon-platform/kind": kind,
  ...(meshed && kind === "serving" && injectionLabel),
  ...(team !== undefined && { "seldon-platform/team": team }),
  ...(costCentre !== undefined && { "seldon-platform/cost-centre": costCentre }),
});
