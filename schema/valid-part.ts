import type { z } from "zod";

import { valueAt, type Path } from "./path";

/** What is left of some values without the keys that a schema refuses. */
export interface ValidPart<T> {
  readonly data: T;
  /** Where a place of `data` was in the values as written: removed list items shift what follows. */
  readonly original: (path: Path) => Path;
  /** Whether a place lost itself or an item of its own: a name that is missing from it may be that one's. */
  readonly lost: (path: Path) => boolean;
}

/**
 * Takes out what the schema refuses, so that cross-checks can look at the rest and one message holds
 * both. Undefined when so much is missing that nothing is left to look at.
 */
export function validPart<T>(schema: z.ZodType<T>, values: unknown): ValidPart<T> | undefined {
  const positions = new WeakMap<object, number[]>();
  const copy = clone(values, positions);
  const removed: Path[] = [];
  // Each round removes at least one key.
  for (;;) {
    const result = schema.safeParse(copy);
    if (result.success)
      return {
        data: result.data,
        original: (path) => asWritten(path, copy, positions),
        lost: (path) =>
          removed.some(
            (gone) =>
              isWithin(path, gone) || (isWithin(gone, path) && gone.length <= path.length + 1),
          ),
      };
    const issue = result.error.issues[0];
    if (issue === undefined) return undefined;
    const places =
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    for (const place of places) {
      const gone = remove(copy, place, positions);
      if (gone === undefined) return undefined;
      removed.push(gone);
    }
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

/**
 * Removes a key; where it is not there (a required one is missing), what it is missing from.
 * @returns the place of what went, in the values as written; undefined when nothing is left to go
 */
function remove(root: unknown, path: Path, positions: WeakMap<object, number[]>): Path | undefined {
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const written = asWritten(path, root, positions);
  const parent = valueAt(root, path.slice(0, -1));
  if (Array.isArray(parent) && typeof key === "number" && key < parent.length) {
    parent.splice(key, 1);
    positions.get(parent)?.splice(key, 1);
    return written;
  }
  if (typeof parent === "object" && parent !== null && Object.hasOwn(parent, key)) {
    Reflect.deleteProperty(parent, key);
    return written;
  }
  return remove(root, path.slice(0, -1), positions);
}

const isWithin = (place: Path, holder: Path): boolean =>
  holder.every((key, index) => key === place[index]);

function asWritten(path: Path, root: unknown, positions: WeakMap<object, number[]>): Path {
  let at = root;
  return path.map((key) => {
    const index = Array.isArray(at) && typeof key === "number" ? positions.get(at)?.[key] : key;
    at = valueAt(at, [key]);
    return index ?? key;
  });
}
