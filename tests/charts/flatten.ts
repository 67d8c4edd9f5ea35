import { parseAllDocuments } from "yaml";

/** Each leaf of a set of objects: its path to its JSON. */
export type Leaves = ReadonlyMap<string, string>;

/** These lists are sets to Kubernetes: their order says nothing. */
const sets = new Set(["verbs", "resources", "apiGroups", "accessModes"]);

/**
 * A YAML stream as leaves: `Deployment/x.spec.template.spec.containers[manager].image`. Items of a list
 * go by their name where each has one, so that an item in another place is no difference.
 */
export function leavesOf(stream: string): Leaves {
  const leaves = new Map<string, string>();
  for (const object of objectsOf(stream))
    flatten(object, `${object.kind}/${object.metadata.name}`, leaves);
  return leaves;
}

/** The lines in which two sets of leaves differ, sorted: `-` only in the first, `+` only in the second. */
export function differences(first: Leaves, second: Leaves): string[] {
  const lines: string[] = [];
  for (const [path, value] of first)
    if (second.get(path) !== value) lines.push(`- ${path}: ${value}`);
  for (const [path, value] of second)
    if (first.get(path) !== value) lines.push(`+ ${path}: ${value}`);
  return lines.sort();
}

export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** The objects of a YAML stream, empty documents left out. */
export const objectsOf = (stream: string): KubernetesObject[] =>
  parseAllDocuments(stream)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    into.set(path, JSON.stringify(value));
  } else if (!Array.isArray(value)) {
    for (const [key, child] of Object.entries(value)) flatten(child, `${path}.${key}`, into);
  } else if (sets.has(path.slice(path.lastIndexOf(".") + 1))) {
    into.set(path, JSON.stringify(value.toSorted()));
  } else {
    const names = namesOf(value);
    value.forEach((item, index) => {
      flatten(item, `${path}[${names[index] ?? index}]`, into);
    });
  }
}

/** Nothing where an item has no name or two share one: an item must not hide another. */
function namesOf(items: readonly unknown[]): string[] {
  const names = items.map((item) => (item as { name?: unknown } | null)?.name);
  const distinct = new Set(names).size === items.length;
  return distinct && names.every((name) => typeof name === "string") ? names : [];
}
