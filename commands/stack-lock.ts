import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { FileLock } from "../toolchain/file-lock";
import { localFolder } from "./checkout";
import { say } from "./say";

/**
 * Works on one folder below .local while no other command does: two would make the same state, key
 * and cluster at once. The second waits, and says for which process.
 */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(localFolder, { recursive: true, mode: 0o700 });
  const lock = await FileLock.acquire(join(localFolder, `${folder}.lock`), say, () => false);
  try {
    return await work();
  } finally {
    lock?.release();
  }
}
