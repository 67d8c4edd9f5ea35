import { separator } from "./lines";

/** How much of a difference a person reads before looking at the file itself. */
const mostLines = 40;

/**
 * What differs between two sets of lines, short: a resource that both have is named once, with the
 * fields that went (-) and came (+); one that only one of them has is shown whole. Empty when equal.
 */
export function differenceOf(golden: readonly string[], found: readonly string[]): string[] {
  const [before, after] = [byName(golden), byName(found)];
  const lines = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (!old) return [`+ ${[name, ...(now ?? [])].join(separator)}`];
    if (!now) return [`- ${[name, ...old].join(separator)}`];
    if (old.join(separator) === now.join(separator)) return [];
    const went = old.filter((field) => !now.includes(field)).map((field) => `    - ${field}`);
    const came = now.filter((field) => !old.includes(field)).map((field) => `    + ${field}`);
    const moved = went.length + came.length === 0 ? ["    the same fields, in another order or number"] : [];
    return [`  ${name}`, ...went, ...came, ...moved];
  });
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `  … and ${more} lines more`] : lines;
}

function byName(lines: readonly string[]): Map<string, string[]> {
  return new Map(
    lines.map((line) => {
      const [name = "", ...fields] = line.split(separator);
      return [name, fields];
    }),
  );
}
