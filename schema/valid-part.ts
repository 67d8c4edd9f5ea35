import type { z } from "zod";

type Path = readonly PropertyKey[];

/** What is left of some values without the keys that a schema refuses. */
export interface ValidPart<T> {
  readonly data: T;
  /** Where a place of `data` was in the values as written: removed list items shift what follows. */
  readonly original: (path: Path) => Path;
}

/**
 * Takes out what the schema refuses, so that cross-checks can look at the rest and one message holds
 * both. Undefined when so much is missing that nothing is left to look at.
 */
export function validPart<T>(schema: z.ZodType<T>, values: unknown): ValidPart<T> | undefined {
  const positions = new WeakMap<object, number[]>();
  const copy = clone(values, positions);
  // Each round removes at least one key.
  for (;;) {
    const result = schema.safeParse(copy);
    if (result.success)
      return { data: result.data, original: (path) => asWritten(path, copy, positions) };
    const issue = result.error.issues[0];
    if (issue === undefined) return undefined;
    const places =
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    if (!places.every((place) => remove(copy, place, positions))) return undefined;
  }
}

function clone(value: unknown, positions: WeakMap<object, number[]>): unknown {
  if (Array.isArray(value)) {
    const list = value.map((item: unknown) => clone(item, positions));
    positions.set(list, [...list.keys()]);
    return list;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, clone(inner, positions)]),
  );
}

/** Removes a key; where it is not there (a required one is missing), what it is missing from. */
function remove(root: unknown, path: Path, positions: WeakMap<object, number[]>): boolean {
  const key = path.at(-1);
  if (key === undefined) return false;
  const parent = path.slice(0, -1).reduce<unknown>(step, root);
  if (Array.isArray(parent) && typeof key === "number" && key < parent.length) {
    parent.splice(key, 1);
    positions.get(parent)?.splice(key, 1);
    return true;
  }
  if (typeof parent === "object" && parent !== null && Object.hasOwn(parent, key))
    return Reflect.deleteProperty(parent, key);
  return remove(root, path.slice(0, -1), positions);
}

const step = (at: unknown, key: PropertyKey): unknown =>
  typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;

function asWritten(path: Path, root: unknown, positions: WeakMap<object, number[]>): Path {
  let at = root;
  return path.map((key) => {
    const index = Array.isArray(at) && typeof key === "number" ? positions.get(at)?.[key] : key;
    at = step(at, key);
    return index ?? key;
  });
}
