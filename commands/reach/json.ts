import type { Row } from "../../policy/reach/rows";
import type { Changes } from "./text";

/** A list of rows, one on each line, so that line tools can work on it too; piece by piece, as it may be long. */
export function* rowsJson(sources: Iterable<readonly Row[]>): Generator<string> {
  let isFirst = true;
  for (const rows of sources) {
    if (rows.length === 0) continue;
    yield `${isFirst ? "[" : ","}\n${linesOf(rows)}`;
    isFirst = false;
  }
  yield isFirst ? "[]\n" : "\n]\n";
}

/** Two such lists. */
export const changesJson = ({ opened, closed }: Changes): string =>
  `{"opened": ${listOf(opened)},\n"closed": ${listOf(closed)}}\n`;

const listOf = (rows: readonly Row[]): string =>
  rows.length === 0 ? "[]" : `[\n${linesOf(rows)}\n]`;

const linesOf = (rows: readonly Row[]): string =>
  rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
