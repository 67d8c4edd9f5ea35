import { createHash } from "node:crypto";
import { UNKNOWN } from "../unknown";

/**
 * sha256 of the canonical JSON of an object, in hex: keys in order, no spaces. Undefined where a value is unknown:
 * nobody can agree to what is not there yet.
 */
export function fingerprint(value: unknown): string | undefined {
  const text = canonical(value);
  return text === undefined ? undefined : createHash("sha256").update(text).digest("hex");
}

function canonical(value: unknown): string | undefined {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return joined(value.map(canonical), "[", "]");
  if (value === undefined) return "null";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => {
      const text = canonical(field);
      return text === undefined ? undefined : `${JSON.stringify(key)}:${text}`;
    });
  return joined(fields, "{", "}");
}

const joined = (
  parts: readonly (string | undefined)[],
  open: string,
  close: string,
): string | undefined =>
  parts.includes(undefined) ? undefined : `${open}${parts.join(",")}${close}`;
