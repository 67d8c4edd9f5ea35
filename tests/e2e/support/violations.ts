/** What the engine prints of one broken rule. */
export interface Violation {
  readonly level: string;
  readonly rule: string;
  /** The finding, in the words of the gate. */
  readonly message: string;
}

const HEADING = /^ +- \[(\w+)\] .*? {2}([a-z-]+) {2}\(/;

/** All that the engine prints of broken rules: a heading, the rule's own sentence, then the finding. */
export function violationsIn(output: string): Violation[] {
  const lines = output.split("\n");
  return lines.flatMap((line, index) => {
    const [, level, rule] = HEADING.exec(line) ?? [];
    const message = lines[index + 2]?.trim() ?? "";
    return level === undefined || rule === undefined ? [] : [{ level, rule, message }];
  });
}
