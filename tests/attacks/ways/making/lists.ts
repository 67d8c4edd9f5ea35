import type { Raw } from "../../attack";
import type { Random } from "../../random";

/** The object as a member of a List of some sort: one of its kind leaves the kind out, one may lie in another. */
export function listed(random: Random, { apiVersion, kind, ...rest }: Raw): object {
  const list = (name: string, version: string, items: readonly object[]) => ({
    apiVersion: version,
    kind: name,
    metadata: {},
    items,
  });
  if (random.maybe()) return list(`${kind}List`, apiVersion, [rest]);
  const inner = list("List", "v1", [{ apiVersion, kind, ...rest }]);
  return random.maybe() ? inner : list("List", "v1", [inner]);
}

/** The same object, alone or in a List. */
export const wrapped = (random: Random, object: Raw): object =>
  random.maybe(40) ? listed(random, object) : object;
