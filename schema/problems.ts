import { closest, distance } from "fastest-levenshtein";

import { keyText, valueAt, type Path } from "./path";
import type { JsonSchema } from "./stack-file";

const prefix = "seldon-platform:";

/** Keys that people bring along from Seldon's own files, by where, and why they have no place there. */
const foreignKeys: ReadonlyMap<string, string> = new Map([
  ["replicas.mlserver", "is a model server and no part of a SeldonRuntime; write servers"],
  ["replicas.hodometer", "is one or none; write runtime.hodometer.enabled: false to have none"],
  ["replicas.seldon-scheduler", "is one per tenant, always; remove it"],
  [
    "hodometer.disable",
    "leaves the runtime's condition Ready Unknown for ever; write enabled: false",
  ],
]);

/** What is wrong at a key: a finding of the schema or of a cross-check. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
  /** Where a cross-check looked in vain: what it misses may be what the schema refused there. */
  readonly searched?: Path;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/**
 * One sentence per problem: the key as the stack file has it, the value found, and the remedy.
 * @param schema called only where an unknown key has to be told what is near, since making it takes time
 */
export function explain(
  issues: readonly Problem[],
  raw: unknown,
  schema: () => JsonSchema,
): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return (issue.keys ?? []).map((key) =>
        unknownKey([...issue.path, key], schemaAt(schema(), issue.path)),
      );
    return [`${keyOf(issue.path)}: ${complaint(issue, valueAt(raw, issue.path))}`];
  });
}

/** Schemas here carry their own sentence for formats and cross-checks; the rest is zod's wording. */
function complaint({ message }: Problem, value: unknown): string {
  const own = ["is ", "names "].some((start) => message.startsWith(start));
  if (own) return value === undefined ? message : `${show(value)} ${message}`;
  const expected = message.replace(/^Invalid \w+: /, "").replace(/, received \w+$/, "");
  return value === undefined
    ? `is missing; ${expected}`
    : `${show(value)} does not fit; ${expected}`;
}

function unknownKey(path: Path, parent: JsonSchema | undefined): string {
  const key = String(path.at(-1));
  const foreign = foreignKeys.get(path.slice(-2).join("."));
  if (foreign !== undefined) return `${keyOf(path)}: ${key} ${foreign}`;
  const known = Object.keys(parent?.properties ?? {});
  const near = closest(key, known);
  const guess = distance(key, near) <= key.length / 2 ? `did you mean ${near}? ` : "";
  return `${keyOf(path)}: is an unknown key; ${guess}(known: ${known.join(", ")})`;
}

function schemaAt(schema: JsonSchema, path: Path): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((at, step) => {
    const next = typeof step === "number" ? at?.items : at?.properties?.[String(step)];
    return typeof next === "object" && !Array.isArray(next) ? next : undefined;
  }, schema);
}

const keyOf = (path: Path): string => prefix + keyText(path);

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
