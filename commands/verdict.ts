/**
 * What the engine's preview says about a stack, without the list of resources: everything is new on
 * an empty control plane, so a diff would tell nothing.
 */
export function verdictOf(stack: string, code: number, output: string): string {
  const sections = ["Policies:", "Diagnostics:"].map((title) => section(output, title)).join("");
  // An engine that was cut off has no such sections: then all that it said is the only trace of why.
  const findings =
    sections === "" && code !== 0
      ? `${output.trimEnd()}\nThe engine ended before its verdict (exit code ${String(code)}).\n`
      : sections;
  const count = /\+ (\d+) to create/.exec(output)?.[1] ?? "no";
  const verdict =
    code === 0
      ? `${stack} passes: ${count} resources previewed, no rule is broken.\n` +
        `A diff against the real cluster: pulumi preview -s ${stack} --policy-pack policy\n`
      : `${stack} must not merge: mend what is listed above, then run make preview STACK=${stack} again.\n`;
  return `${findings}\n${verdict}`;
}

/** A titled part of the engine's output: up to the next title at the start of a line. */
function section(output: string, title: string): string {
  const lines = output.split("\n");
  const start = lines.indexOf(title);
  if (start < 0) return "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/.test(line));
  return `${[title, ...rest.slice(0, end < 0 ? undefined : end)].join("\n").trimEnd()}\n`;
}
