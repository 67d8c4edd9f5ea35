import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

import { FINDINGS_VARIABLE } from "../policy/crossguard/findings-file";
import { loadSite, SiteError } from "../policy/site/site";
import type { CheckFormat } from "./check";
import { reportPreview } from "./check/preview";
import { checkout, stackFile } from "./checkout";
import { gateFlags } from "./gate";
import { proveGate } from "./gate-proof";
import { prepareThrowaway } from "./prepare";
import { disagreement, readRecord } from "./preview-record";
import { say } from "./say";
import { approvalNeeded, changedFiles, ownJudge } from "./second-approval";
import { verdictOf } from "./verdict";

/** What `preview` may be told besides the stack. */
export interface PreviewOptions {
  readonly stack: string;
  readonly format: CheckFormat;
  /** Minutes for each run of the engine. */
  readonly timeLimit: number;
}

/**
 * The merge gate: the stack against an empty control plane that lives for this one command, so that a
 * runner needs neither the cluster nor one of its secrets.
 * @returns 0, 1 on a violation, or 3 when there is none but the change edits its own judge
 */
export async function preview({ stack, format, timeLimit }: PreviewOptions): Promise<number> {
  const local = await prepareThrowaway(stack, timeLimit);
  try {
    say("showing the gate an object that it has to refuse");
    await proveGate(local.engine);
    await local.applyCrds(gateFlags);
    say(`previewing ${stack} with the gate`);
    const file = join(local.variables.TMPDIR ?? local.options.folder, "findings.jsonl");
    rmSync(file, { force: true });
    const { code, stdout } = await local.engine.run(["preview", ...gateFlags], {
      project: "platform",
      capture: true,
      variables: { [FINDINGS_VARIABLE]: file },
    });
    const isRefused = tell(stack, format, { code, stdout, file });
    const judge = ownJudge(changedFiles(process.env.BASE));
    if (judge !== undefined)
      (format === "text" ? process.stdout : process.stderr).write(`\n${approvalNeeded(judge)}`);
    if (isRefused) return 1;
    return judge === undefined ? 0 : 3;
  } finally {
    await local.remove();
  }
}

/** Prints the verdict. @returns whether the stack must not merge, which the engine and the gate both have a say in */
function tell(
  stack: string,
  format: CheckFormat,
  { code, stdout, file }: { readonly code: number; readonly stdout: string; readonly file: string },
): boolean {
  const record = readRecord(file);
  const doubt = disagreement(code, record);
  const problems = [...record.problems, ...(doubt === undefined ? [] : [doubt])];
  const isRefused = code !== 0 || problems.length > 0;
  const verdict = verdictOf(stack, isRefused && code === 0 ? 1 : code, stdout);
  if (format === "text")
    process.stdout.write(`${problems.map((line) => `${line}\n`).join("")}${verdict}`);
  else {
    const path = stackFile(stack);
    process.stdout.write(
      reportPreview(record.findings, format, {
        stack,
        stackFile: { file: basename(path), text: readFileSync(path, "utf8") },
        environment: environmentOf(stack),
        problems: problems.map((problem) => `${problem}\n${verdict}`),
      }),
    );
    for (const problem of problems) process.stderr.write(`${problem}\n${verdict}`);
  }
  return isRefused;
}

/** By which the report says what is advice; prod, which binds the most, where there is no site file. */
function environmentOf(stack: string): "dev" | "prod" {
  const packDirectory = join(checkout, "policy");
  try {
    // The pack has warned already.
    return loadSite(stack, { packDirectory, base: process.env.BASE, warn: () => undefined })
      .environment;
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    return "prod";
  }
}
