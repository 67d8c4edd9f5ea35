import { childPath, UNKNOWN } from "../../unknown";

/** A field that the API would refuse, or whose value nobody knows: what is said of the object is a guess. */
export class Unreadable extends Error {
  constructor(
    readonly path: string,
    message: string,
    readonly remedy = "Give the field a value that the API accepts, known before the deployment.",
    /** What is known of the rest holds, but pods are missing in it. */
    readonly morePods?: true,
  ) {
    super(message);
    this.name = "Unreadable";
  }
}

type Fields = Readonly<Record<string, unknown>>;

// Charts write null for what is not set, and the API server takes it for absent: so do all functions here.
// Each throws Unreadable for a value of another type.
const isAbsent = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

const refused = (value: unknown, path: string, wanted: string): Unreadable =>
  new Unreadable(path, value === UNKNOWN ? "is unknown at preview" : `is not ${wanted}`);

/** Fields by name; none where the value is absent. */
export function fieldsAt(value: unknown, path: string): Fields {
  if (isAbsent(value)) return {};
  if (typeof value === "object" && !Array.isArray(value)) return value as Fields;
  throw refused(value, path, "an object");
}

/** Empty where the value is absent. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value;
  throw refused(value, path, "a list");
}

/** Undefined where the value is absent or empty. */
export function textAt(value: unknown, path: string): string | undefined {
  if (isAbsent(value) || value === "") return undefined;
  if (typeof value === "string") return value;
  throw refused(value, path, "text");
}

/** False where the value is absent. */
export function flagAt(value: unknown, path: string): boolean {
  if (isAbsent(value)) return false;
  if (typeof value === "boolean") return value;
  throw refused(value, path, "true or false");
}

/** Undefined where the value is absent. */
export function countAt(value: unknown, path: string): number | undefined {
  if (isAbsent(value)) return undefined;
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw refused(value, path, "a whole number from 0");
}

/** Labels or annotations; none where the value is absent. */
export function textsAt(value: unknown, path: string): Readonly<Record<string, string>> {
  const entries = Object.entries(fieldsAt(value, path));
  const wrong = entries.find(([, text]) => typeof text !== "string");
  if (wrong !== undefined) throw refused(wrong[1], childPath(path, wrong[0]), "text");
  return Object.fromEntries(entries as [string, string][]);
}
