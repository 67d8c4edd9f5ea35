import { type Json, type JsonObject, mapFields } from "./read-back";

/**
 * The operator's merge of an override over a value, both read back. Objects merge field by field, lists
 * are joined (two entries of one name stay two), and a zero (`0`, `false`, `""`) overrides nothing.
 * Only the maps of free keys (resources, node selector) are replaced key by key whatever the value is.
 */
export function merged(base: Json | undefined, override: Json | undefined): Json | undefined {
  if (base === undefined || override === undefined) return override ?? base;
  if (isList(base) && isList(override)) return [...base, ...override];
  if (isObject(base) && isObject(override)) return mergedObject(base, override);
  return overrides(base, override) ? override : base;
}

function mergedObject(base: JsonObject, override: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...base };
  for (const [field, value] of Object.entries(override)) {
    const before = base[field];
    result[field] = mapFields.has(field)
      ? { ...(before as JsonObject | undefined), ...(value as JsonObject) }
      : (merged(before, value) ?? value);
  }
  return result;
}

/**
 * A port is a pair in Go: a kind (0 for a number, 1 for a name) and a value. A number therefore never
 * replaces a name, because the zero of its kind overrides nothing.
 */
function overrides(base: Json, override: Json): boolean {
  if (typeof base === "string" && typeof override === "number") return false;
  return override !== 0 && override !== false && override !== "";
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject => typeof value === "object" && !isList(value);
