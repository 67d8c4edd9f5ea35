import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Lock = z.strictObject({
  charts: z.record(
    z.string(),
    z.strictObject({
      version: z.string(),
      /** Where the archive came from; absent for the stand-ins packaged from this folder. */
      source: z.string().optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** Which archive of each chart is the right one. Written only by `make charts FROM=…`. */
export type Lock = z.infer<typeof Lock>;

const file = join(__dirname, "lock.json");

/** @throws z.ZodError when the lock was edited into something else */
export const readLock = (): Lock => Lock.parse(JSON.parse(readFileSync(file, "utf8")));

export const writeLock = (lock: Lock): void => {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
};
