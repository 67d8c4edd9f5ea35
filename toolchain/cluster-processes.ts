import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ToolchainError } from "./failure";

/** A running program that was started from a given folder. */
export interface OwnProcess {
  readonly pid: number;
  readonly name: string;
}

/**
 * The processes whose program lies below the folder. Asked of the system, because the process files that kwokctl
 * writes tell nothing after a restart of the machine: their numbers then belong to others.
 */
export function processesOf(folder: string): OwnProcess[] {
  return commands().flatMap(({ pid, command }) => {
    if (!command.startsWith(`${folder}/`)) return [];
    const program = command.slice(folder.length + 1).split(/[\0 ]/)[0] ?? "";
    return [{ pid, name: path.basename(program) }];
  });
}

/**
 * Ends the folder's processes without asking: the store is written so that it survives that. Looks again until none
 * is left, since one of them may just be starting another.
 */
export async function endProcesses(folder: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (let left = processesOf(folder); left.length > 0; left = processesOf(folder)) {
    if (performance.now() > deadline) {
      const named = left.map(({ name, pid }) => `${name} (${pid})`).join(", ");
      throw new ToolchainError(`${named} cannot be ended. End them by number, then try again.`);
    }
    for (const { pid } of left) end(pid);
    await sleep(20);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Every process's arguments, joined by a null byte where the system keeps them apart. */
function commands(): { pid: number; command: string }[] {
  if (existsSync("/proc/self/cmdline"))
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandLine(name) }));
  const listed = execFileSync("ps", ["-A", "-ww", "-o", "pid=,command="], { encoding: "utf8" });
  return listed.split("\n").map((line) => {
    const [, pid = "", command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), command };
  });
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
