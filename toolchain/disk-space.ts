import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Binary } from "./binaries";
import { ToolchainError } from "./failure";
import type { Go } from "./go";
import type { Say } from "./say";

/** What Go's build and module caches grew to when all binaries were built from nothing. */
const goCachesGigabytes = 14;

/** Free space of the file system that holds the folder, which need not exist yet. */
export async function freeGigabytes(folder: string): Promise<number> {
  const existing = existsSync(folder) ? folder : path.dirname(folder);
  if (existing !== folder && !existsSync(existing)) return freeGigabytes(existing);
  const { bavail, bsize } = await statfs(existing);
  return (bavail * bsize) / 1e9;
}

/** Disk space, injected so that a full disk can be told without filling one. */
export type FreeGigabytes = typeof freeGigabytes;

/**
 * Refuses a disk that cannot even hold the results. A disk that may be too small only earns a line: how much of Go's
 * caches is filled already cannot be known beforehand.
 */
export async function checkDiskSpace(
  missing: readonly Binary[],
  cache: string,
  go: Go,
  say: Say,
  free: FreeGigabytes = freeGigabytes,
): Promise<void> {
  // Twice, because the linker writes a result once before it is moved into place.
  const results = (2 * missing.reduce((sum, { megabytes }) => sum + megabytes, 0)) / 1000;
  for (const folder of new Set([cache, go.GOCACHE])) {
    const gigabytes = await free(folder);
    if (gigabytes < results)
      throw new ToolchainError(
        `${folder} has ${gigabytes.toFixed(1)} GB free, and the build needs at least ${results.toFixed(1)} GB there. ` +
          "Free space, or point XDG_CACHE_HOME and GOCACHE to a larger disk.",
      );
  }
  const gigabytes = await free(go.GOCACHE);
  if (gigabytes < goCachesGigabytes && missing.length > 3)
    say(
      `${go.GOCACHE} has ${gigabytes.toFixed(1)} GB free. A first build fills Go's caches with about ` +
        `${goCachesGigabytes} GB; \`go clean -cache -modcache\` frees them afterwards.`,
    );
}
