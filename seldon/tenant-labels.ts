import type { Tenant } from "../schema/tenant";

/** Marks a namespace as made by a stack of this name; the lifecycle of tenants goes by it. */
export const stackLabel = "seldon-platform/stack";

/** The labels of a tenant's namespace, for reports and for the lifecycle. */
export const tenantLabels = (
  stack: string,
  { kind, team, costCentre }: Pick<Tenant, "kind" | "team" | "costCentre">,
): Record<string, string> => ({
  [stackLabel]: stack,
  "seldon-platform/kind": kind,
  ...(team !== undefined && { "seldon-platform/team": team }),
  ...(costCentre !== undefined && { "seldon-platform/cost-centre": costCentre }),
});
