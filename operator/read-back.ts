import { canonicalQuantity } from "./quantity";

/** JSON with objects as records: what pod specs are made of. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json;
}

/** Maps of free keys: an empty value in them is a value, and an empty map is none. */
export const mapFields: ReadonlySet<string> = new Set([
  "nodeSelector",
  "matchLabels",
  "labels",
  "annotations",
  "limits",
  "requests",
  "overhead",
  "volumeAttributes",
]);

const quantityMaps = new Set(["limits", "requests", "overhead"]);
const quantityFields = new Set(["sizeLimit", "divisor"]);

// Go's structs tell "not set" from "zero" only where a field is a pointer. All texts but the first set,
// and the booleans and numbers of the other two, are no pointers: their zero is never written back.
const textsKeptEmpty = new Set([
  "storageClassName",
  "service",
  "runtimeClassName",
  "localhostProfile",
  "value",
]);
const flagsDroppedFalse = new Set([
  "hostNetwork",
  "hostPID",
  "hostIPC",
  "stdin",
  "stdinOnce",
  "tty",
  "readOnly",
]);
const numbersDroppedZero = new Set([
  "hostPort",
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
]);

/**
 * A part of a custom resource as the operator has it in memory after the API server stored it: without
 * nulls and zero values, quantities canonical, defaults of the CRDs added. Undefined where nothing is left.
 * @param field the name it has in its parent
 * @param parent the name its parent has
 */
export function readBack(value: unknown, field: string, parent = ""): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (quantityFields.has(field)) return canonicalQuantity(value as string | number);
  if (Array.isArray(value)) return listReadBack(value, field);
  if (typeof value === "object")
    return mapFields.has(field) ? mapReadBack(value, field) : objectReadBack(value, field);
  return isDropped(value as Json, field, parent) ? undefined : (value as Json);
}

/** A `value` is kept empty everywhere but in environment variables. */
function isDropped(value: Json, field: string, parent: string): boolean {
  if (value === "") return !textsKeptEmpty.has(field) || parent === "env";
  if (value === false) return flagsDroppedFalse.has(field);
  return value === 0 && numbersDroppedZero.has(field);
}

function listReadBack(items: readonly unknown[], field: string): Json | undefined {
  const read = items.map((item) => (item === "" ? "" : readBack(item, field)));
  const kept = read.filter((item) => item !== undefined);
  return kept.length === 0 ? undefined : kept;
}

function mapReadBack(map: object, field: string): Json | undefined {
  const asText = quantityMaps.has(field) ? canonicalQuantity : String;
  const entries = Object.entries(map as Record<string, string | number | null>).filter(
    (entry): entry is [string, string | number] => entry[1] !== null,
  );
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([key, value]) => [key, asText(value)]));
}

function objectReadBack(object: object, field: string): JsonObject {
  const read: Record<string, Json> = { ...defaultsOf[field] };
  for (const [key, value] of Object.entries(object)) {
    const kept = readBack(value, key, field);
    if (kept !== undefined) read[key] = kept;
  }
  return read;
}

/** The first two are defaults of the CRDs; the others are structs that Go never leaves out. */
const defaultsOf: Readonly<Record<string, JsonObject | undefined>> = {
  ports: { protocol: "TCP" },
  grpc: { service: "" },
  containers: { resources: {} },
  initContainers: { resources: {} },
  resourceFieldRef: { divisor: "0" },
};
