import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Say } from "./say";

const Holder = z.object({ pid: z.int(), started: z.string(), host: z.string() });
type Holder = z.infer<typeof Holder>;

const pollMilliseconds = 250;

/** A lock between processes that outlives none of them: that of a dead process is taken over. */
export class FileLock {
  private constructor(private readonly file: string) {}

  /**
   * Waits until the lock is had, or until `needless` says that what it was wanted for is done: undefined then.
   * Says once a minute who holds it.
   */
  static async acquire(
    file: string,
    say: Say,
    needless: () => boolean,
  ): Promise<FileLock | undefined> {
    mkdirSync(path.dirname(file), { recursive: true });
    for (let polls = 0; !needless(); polls++) {
      if (claim(file)) return new FileLock(file);
      const holder = read(file);
      if (holder === undefined || isDead(holder)) {
        // Another process may have taken over since it was read. Then both go on: slow, but each builds under a
        // name of its own, so nothing breaks.
        rmSync(file, { force: true });
        continue;
      }
      if (polls % (60_000 / pollMilliseconds) === 0) say(waiting(holder, file));
      await sleep(pollMilliseconds);
    }
    return undefined;
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** A link appears whole or not at all, so no reader ever sees an empty lock. */
function claim(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, started: startOf(process.pid), host: os.hostname() };
  writeFileSync(mine, JSON.stringify(holder));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function read(file: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** A home folder may be shared between machines, and a process number means something on its own machine only. */
function isDead(holder: Holder): boolean {
  if (holder.host !== os.hostname()) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
  return startOf(holder.pid) !== holder.started;
}

/** Tells a process from a later one with the same number; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22, counted from behind the command's name, which may hold spaces; proc(5).
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

const waiting = ({ pid, host }: Holder, file: string): string =>
  `Waiting for process ${pid} on ${host}, which holds ${file}. If it no longer runs, remove that file.`;
