import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Task } from "../../../commands/preflight/probe-pod";
import { reports } from "../../../commands/preflight/report";

export const probeScript = path.join(__dirname, "../../../commands/preflight/probe.py");

export const hasPython = (): boolean => spawnSync("python3", ["--version"]).status === 0;

/** Runs tasks of probe.py on this machine, and ends what still runs. */
export class ProbeTasks {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), "probe-"));
  private readonly running: ChildProcess[] = [];
  private count = 0;

  /** @param inside words before the command, such as those that enter a network namespace */
  start(task: Task, ...inside: string[]) {
    const readyFile = path.join(this.folder, `ready-${++this.count}`);
    const reportFile = path.join(this.folder, `report-${this.count}`);
    const given = JSON.stringify({ ...task, readyFile, reportFile });
    const [file, ...args] = [...inside, "python3", probeScript, given];
    const child: ChildProcess = spawn(file, args, { stdio: ["ignore", "ignore", "inherit"] });
    this.running.push(child);
    return {
      child,
      async ready() {
        for (let tries = 0; tries < 400 && !existsSync(readyFile); tries++) await sleep(25);
        assert.ok(existsSync(readyFile), "it never said that it is ready");
      },
      async report(mode: keyof typeof reports) {
        if (child.exitCode === null) await once(child, "exit");
        assert.equal(child.exitCode, 0);
        return reports[mode].parse(JSON.parse(readFileSync(reportFile, "utf8")));
      },
    };
  }

  /** Returns when they are gone. */
  async end(): Promise<void> {
    for (const child of this.running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
