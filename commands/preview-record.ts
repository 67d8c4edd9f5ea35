import { existsSync, readFileSync } from "node:fs";
import type { PreviewFinding } from "./check/preview";

/** What the pack wrote down in one run of the engine. */
export interface PreviewRecord {
  readonly findings: readonly PreviewFinding[];
  /** Of the record itself. */
  readonly problems: readonly string[];
}

/** The pack writes no file where it says nothing. */
export function readRecord(file: string): PreviewRecord {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const findings: PreviewFinding[] = [];
  const problems: string[] = [];
  for (const [index, line] of lines.entries())
    if (line !== "")
      try {
        findings.push(JSON.parse(line) as PreviewFinding);
      } catch {
        problems.push(
          `Line ${String(index + 1)} of what the gate wrote down is cut off, so findings are missing. Preview again; is the disk full?`,
        );
      }
  return { findings, problems };
}

/**
 * What does not fit together in the engine's exit code and the gate's own record; undefined where they agree. The
 * engine's word alone lets nothing pass, and a run without a finding that failed has another reason.
 */
export function disagreement(code: number, { findings }: PreviewRecord): string | undefined {
  const violations = findings.filter(({ advice }) => !advice).length;
  if (code === 0 && violations > 0)
    return `The gate refused ${String(violations)} things, and the engine does not count them (exit code 0). Look for a policy pack configuration that lowers or disables rules, and take it away.`;
  if (code !== 0 && violations === 0)
    return `The engine failed (exit code ${String(code)}) where no rule refused anything: the program, a provider or the gate itself stopped. What the engine printed says why.`;
  return undefined;
}
