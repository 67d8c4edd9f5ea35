import type { Row } from "../../policy/reach/rows";
import type { Changes } from "./text";

/** A list of rows, one on each line, so that line tools can work on it too. */
export const rowsJson = (rows: readonly Row[]): string => `${listOf(rows)}\n`;

/** Two such lists. */
export const changesJson = ({ opened, closed }: Changes): string =>
  `{"opened": ${listOf(opened)},\n"closed": ${listOf(closed)}}\n`;

const listOf = (rows: readonly Row[]): string =>
  rows.length === 0 ? "[]" : `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]`;
