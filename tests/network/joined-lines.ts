/** What a row says, cell by cell. */
export interface Cells {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly why: string;
}

/** A row, and the keys that it depends on. */
type Line = Cells & { readonly when: string };

/** Lines that differ in one end alone are one line with all of these ends. */
export const joinedLines = (lines: readonly Line[]): Line[] =>
  joinedBy("to", joinedBy("from", lines));

function joinedBy(end: "from" | "to", lines: readonly Line[]): Line[] {
  const groups = new Map<string, { line: Line; ends: string[] }>();
  for (const line of lines) {
    const key = JSON.stringify({ ...line, [end]: "" });
    const group = groups.get(key) ?? { line, ends: [] };
    groups.set(key, group);
    group.ends.push(line[end]);
  }
  return [...groups.values()].map(({ line, ends }) => ({ ...line, [end]: joinedEnds(ends) }));
}

/** Pods of one namespace name it once: "the tenant: seldon-envoy, seldon-server". */
const joinedEnds = (ends: readonly string[]): string =>
  ends
    .map((text, index) => {
      const [namespace = ""] = text.split(": ");
      const isSame = ends[index - 1]?.startsWith(`${namespace}: `) ?? false;
      return isSame ? text.slice(namespace.length + 2) : text;
    })
    .join(", ");
