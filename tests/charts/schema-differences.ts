/** The part of an OpenAPI v3 schema that the CRDs of either chart use. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/** How lists and maps merge; without it, one owner's list replaces another's as a whole. */
const mergeHints = ["x-kubernetes-list-type", "x-kubernetes-map-type"];

/**
 * Where a stand-in's schema takes other objects than the real one, as lines of path and reason. Only a
 * node that keeps unknown fields may have fewer properties, and only if it has no other difference.
 */
export function schemaDifferences(ours: Schema, real: Schema, path = ""): string[] {
  return [
    ...plainDifferences(ours, real, path),
    ...propertyDifferences(ours, real, path),
    ...childDifferences(ours.items, real.items, `${path}[]`),
    ...childDifferences(ours.additionalProperties, real.additionalProperties, `${path}{}`),
  ];
}

/** The paths at which a schema keeps what it does not know. */
export function openPaths(schema: Schema, path = ""): string[] {
  const below = [
    ...Object.entries(schema.properties ?? {}).map(([key, child]): [Schema, string] => [
      child,
      `${path}.${key}`,
    ]),
    ...(schema.items ? [[schema.items, `${path}[]`] as [Schema, string]] : []),
  ].flatMap(([child, childPath]) => openPaths(child, childPath));
  return isOpen(schema) ? [path, ...below] : below;
}

const isOpen = (schema: Schema): boolean => schema["x-kubernetes-preserve-unknown-fields"] === true;

function plainDifferences(ours: Schema, real: Schema, path: string): string[] {
  const [a, b] = [plain(ours), plain(real)];
  return a === b ? [] : [`${path}: ${a}, and the real one has ${b}`];
}

/** Type, format, enum, default, pattern, required: all that has no schema below it. */
function plain(schema: Schema): string {
  const ignored = ["description", "properties", "items", "additionalProperties", ...mergeHints];
  const facets = Object.entries({ ...schema, required: schema.required?.toSorted() })
    .filter(([key, value]) => value !== undefined && !ignored.includes(key))
    .filter(([key]) => key !== "x-kubernetes-preserve-unknown-fields")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(facets));
}

function propertyDifferences(ours: Schema, real: Schema, path: string): string[] {
  const [mine, theirs] = [ours.properties ?? {}, real.properties ?? {}];
  const missing = isOpen(ours) ? [] : Object.keys(theirs).filter((key) => !(key in mine));
  return [
    ...missing.map((key) => `${path}.${key}: missing`),
    ...Object.entries(mine).flatMap(([key, child]) =>
      childDifferences(child, theirs[key], `${path}.${key}`),
    ),
  ];
}

function childDifferences(ours: Schema | undefined, real: Schema | undefined, path: string) {
  if (ours && real) return schemaDifferences(ours, real, path);
  if (ours) return [`${path}: not in the real one`];
  return real ? [`${path}: missing`] : [];
}
