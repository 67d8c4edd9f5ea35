import type { LiveNamespace } from "../cluster/namespaces";
import type { Tenant } from "../schema/tenant";
import { stackLabel } from "../seldon/tenant-labels";

/** What the lifecycle of a stack's tenants is decided on; nothing of it is asked of the cluster here. */
export interface Lives {
  readonly stack: string;
  readonly tenants: readonly Pick<Tenant, "name" | "retire">[];
  readonly namespaces: readonly LiveNamespace[];
  /** The start of a command line that reaches the stack's cluster. */
  readonly kubectl: string;
}

/** Tenants that must not be applied as they stand: one sentence each, with what to do. */
export function tenantProblems(lives: Lives): string[] {
  const { stack, tenants, namespaces } = lives;
  const names = new Set(tenants.map(({ name }) => name));
  const removed = namespaces.filter((live) => live.stack === stack && !names.has(live.name));
  const listed = tenants.flatMap((tenant, index) => {
    const live = namespaces.find(({ name }) => name === tenant.name);
    if (live === undefined) return [];
    const at = `seldon-platform:tenants[${String(index)}].name: "${tenant.name}"`;
    if (live.stack !== stack) return [`${at} ${foreign(live, lives)}`];
    if (live.deletion !== undefined && !tenant.retire)
      return [
        `${at} is being deleted on the cluster${remaining(live.deletion)}; wait until it is gone, ` +
          "then run pulumi up, which makes it anew",
      ];
    return [];
  });
  return [...removed.map((live) => withoutRetirement(live, lives)), ...listed];
}

/** Shrinking the watch list first would leave nobody who clears the finalizers of what is still there. */
function withoutRetirement(
  { name, deletion }: LiveNamespace,
  { tenants, namespaces, kubectl }: Lives,
): string {
  const back = `write the item back with retire: true, run pulumi up, and remove it when namespace "${name}" is gone`;
  if (deletion !== undefined)
    return `seldon-platform:tenants: no longer names "${name}", whose namespace is still being deleted${remaining(deletion)}; ${back}`;
  const added = tenants
    .filter((tenant) => !tenant.retire && !namespaces.some((live) => live.name === tenant.name))
    .map((tenant) => `"${tenant.name}"`);
  const renamed =
    added.length === 0
      ? ""
      : ` (renaming is a removal and an addition: nothing of "${name}" would move to ${added.join(" or ")})`;
  return (
    `seldon-platform:tenants: no longer names "${name}", which was not retired${renamed}; ${back}; ` +
    `if this stack's state does not hold that namespace any more, run: ${kubectl} label namespace ${name} ${stackLabel}-`
  );
}

function foreign({ name, stack: owner }: LiveNamespace, { stack, kubectl }: Lives): string {
  if (owner !== undefined)
    return `is the name of a namespace of stack "${owner}"; choose another name, or retire it there first`;
  return (
    "is the name of a namespace that this stack has not made, and that would be deleted with the tenant; " +
    "choose another name, or, if all that it holds is this tenant's, hand it over: " +
    `${kubectl} label namespace ${name} ${stackLabel}=${stack}`
  );
}

/** What the API server says keeps a namespace, as the end of a clause. */
export const remaining = (deletion: readonly string[]): string =>
  deletion.length === 0 ? "" : ` (${deletion.join(" ").replace(/[.\s]+$/, "")})`;
