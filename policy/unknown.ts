import { onceForText } from "./once-for";

/** Stands where a value is not known before the deployment. A symbol, so that no document can spell it. */
export const UNKNOWN = Symbol("unknown at preview");

/** The remedy for a value that is unknown at preview. */
export const MAKE_KNOWN =
  "Make the value known: pass it as a plain value from the stack file instead of the output of a resource that does not exist yet.";

/** Thrown when a rule reads an unknown value; judge() turns it into a finding, so no rule can pass one by. */
export class UnknownAtPreview extends Error {
  constructor(readonly path: string) {
    super(`${path} is unknown at preview`);
  }
}

// What the engine sends in place of an unknown boolean, number, string, array, asset, archive or object
// (UnknownBoolValue and its neighbours in pulumi's sdk/go/common/resource/plugin/rpc.go).
const WIRE_MARKS: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A deep copy of what the engine sent, with UNKNOWN in the places that it marked. */
export function markUnknowns(value: unknown): unknown {
  if (typeof value === "string") return WIRE_MARKS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(markUnknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, markUnknowns(v)]));
}

/** `a.b[0]["c.d/e"]`: the way a person would write it in code. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const inBrackets = bracketed(key);
  if (inBrackets !== undefined) return `${path}${inBrackets}`;
  // A document inside a text begins anew: `data.config > spec.image`.
  return path === "" || path.endsWith(" ") ? `${path}${key}` : `${path}.${key}`;
}

const bracketed = onceForText((key) =>
  /^[A-Za-z_][\w-]*$/.test(key) ? undefined : `[${JSON.stringify(key)}]`,
);

/**
 * A view of the value that throws UnknownAtPreview wherever UNKNOWN is read; the value itself if nothing in it is unknown.
 * @param absent paths of unknown values that are undefined in this view
 */
export const guarded = <T>(value: T, path = "", absent: ReadonlySet<string> = new Set()): T =>
  holdsUnknown(value) ? (guard(value, () => path, absent) as T) : value;

/** A guard costs each rule more than this look costs once: in most objects nothing is unknown. */
function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === UNKNOWN;
  for (const key in value) if (holdsUnknown((value as Record<string, unknown>)[key])) return true;
  return false;
}

// Paths are spelt out only where they are told: rules read far more values than are unknown.
function guard(value: unknown, path: () => string, absent: ReadonlySet<string>): unknown {
  if (value === UNKNOWN) {
    if (absent.has(path())) return undefined;
    throw new UnknownAtPreview(path());
  }
  if (typeof value !== "object" || value === null) return value;
  const isList = Array.isArray(value);
  return new Proxy(value, {
    get(target, key) {
      const field: unknown = Reflect.get(target, key);
      // Methods of arrays and objects; they come back here for each element that they read.
      if (typeof key === "symbol" || typeof field === "function") return field;
      return guard(
        field,
        () => childPath(path(), isList && /^\d+$/.test(key) ? Number(key) : key),
        absent,
      );
    },
  });
}

/** What is read; undefined where a value is unknown at preview. For rules to which an unknown value is no finding. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownAtPreview) return undefined;
    throw error;
  }
}
