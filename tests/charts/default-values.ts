import { parse } from "yaml";

/** A value of a values file with the keys that lead to it. */
type ValueLeaf = readonly [path: readonly string[], value: unknown];

/** Each value of a values file; an empty map is one, and so is a map under one of the keys in `whole`. */
export function valueLeaves(
  value: unknown,
  whole: readonly string[] = [],
  path: readonly string[] = [],
): ValueLeaf[] {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap || Object.keys(value).length === 0 || whole.includes(path.at(-1) ?? ""))
    return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => valueLeaves(child, whole, [...path, key]));
}

/** The value at a path; undefined where a key is missing. */
export const valueAt = (values: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((map, key) => (map as Record<string, unknown> | undefined)?.[key], values);

/** A copy of some values with another value at a dotted path, as helm's --set makes one. */
export function withValue(values: object, path: string, value: unknown): object {
  const copy = structuredClone(values) as Record<string, unknown>;
  const keys = path.split(".");
  let map = copy;
  for (const key of keys.slice(0, -1)) map = (map[key] ??= {}) as Record<string, unknown>;
  map[keys.at(-1) ?? path] = value;
  return copy;
}

/** The text of a values file, parsed. */
export const parsedValues = (text: string): Record<string, unknown> =>
  parse(text) as Record<string, unknown>;
