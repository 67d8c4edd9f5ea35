import { readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { UsageError } from "./checkout";
import { isAlive } from "./own-processes";

interface StateLock {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** What the engine's process is called, by whatever wrapper it was started. */
const engineName = "pulumi";

/**
 * Removes the locks of engines that were killed on this machine; a lock of a live process, or of
 * another machine, stays.
 * @throws UsageError when such a lock is there: two updates of one stack would undo each other
 */
export function clearDeadLocks(stateFolder: string, say: (line: string) => void): void {
  for (const file of lockFiles(join(stateFolder, ".pulumi", "locks"))) {
    const lock = readLock(file);
    if (lock && (lock.hostname !== hostname() || isAlive(lock.pid, engineName)))
      throw new UsageError(
        `another update holds this stack: process ${String(lock.pid)} on ${lock.hostname} since ${lock.timestamp}; ` +
          "wait for it, or end it",
      );
    rmSync(file, { force: true });
    say(`cleared the lock of process ${String(lock?.pid ?? "unknown")}, which was killed`);
  }
}

function lockFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Undefined for a lock that was cut off while being written: its owner was killed. */
function readLock(file: string): StateLock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StateLock;
  } catch {
    return undefined;
  }
}
