import { closest, distance } from "fastest-levenshtein";

/** What to write in place of a name that is not there: the one that is near, and all that are there. */
export function knownNames(name: string, known: readonly string[]): string {
  const all = `(known: ${known.join(", ") || "none"})`;
  if (known.length === 0) return all;
  const near = closest(name, known);
  return distance(name, near) <= Math.max(name.length, near.length) / 2
    ? `did you mean ${near}? ${all}`
    : all;
}
