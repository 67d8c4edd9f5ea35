import type { CheckedPart } from "../schema/platform";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problems";
import type { Tenant } from "../schema/tenant";
import type { Check } from "./check";

/** A check that looks at one tenant at a time; the paths of its problems start at the tenant. */
export const inEachTenant =
  (look: (tenant: Tenant, platform: CheckedPart) => Problem[]): Check =>
  (platform) =>
    platform.tenants.flatMap((tenant, index) =>
      look(tenant, platform).map((problem) => ({
        ...problem,
        path: ["tenants", index, ...problem.path],
        ...(problem.searched && { searched: ["tenants", index, ...problem.searched] }),
      })),
    );

/** The second of two list items with one value, and whose it is already. */
export const repeated = (
  values: readonly string[],
  path: (index: number) => Path,
  owner: string,
): Problem[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (first === index) return [];
    const message = `is the ${owner} ${String(first + 1)} already; remove one of the two`;
    return [{ path: path(index), message }];
  });
