import type { Platform } from "./schema/platform";
import { requestsOf } from "./seldon/request";

/** Where the tenant's entry point is until the stack has a way in: at the end of a port-forward. */
const forwarded = "http://localhost:8080";

/** The stack's outputs: what there is, and what to type next. */
export function summary({ tenants, hodometer, seldon }: Platform) {
  const served = tenants.filter(({ kind, retire }) => kind === "serving" && !retire);
  const retired = tenants.filter(({ retire }) => retire).map(({ name }) => name);
  const calls = served
    .map((tenant) => [tenant.name, requestsOf(tenant, forwarded)] as const)
    .filter(([, requests]) => Object.keys(requests).length > 0)
    .map(([name, requests]) => [
      name,
      { first: `kubectl -n ${name} port-forward svc/seldon-mesh 8080:80`, ...requests },
    ]);
  const ownBuilds = Object.entries(seldon.images).map(([part, { path, tag }]) => [
    part,
    `${path}:${tag}`,
  ]);
  return {
    tenants: tenants.filter(({ retire }) => !retire).map(({ name }) => name),
    hodometer: hodometer.enabled ? "on" : "off",
    ...(calls.length > 0 && { requests: Object.fromEntries(calls) as Record<string, unknown> }),
    ...(ownBuilds.length > 0 && {
      ownBuilds: Object.fromEntries(ownBuilds) as Record<string, string>,
    }),
    ...(retired.length > 0 && {
      retired: `${retired.join(", ")}: remove the item and run pulumi up again, before Seldon's controller is restarted`,
    }),
  };
}
