import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The root of this checkout. */
export const checkout = resolve(__dirname, "..");

/** State, keys and cluster files of local stacks; git-ignored, and made anew at will. */
export const localFolder = join(checkout, ".local");

/** A mistake of the person at the keyboard: its message is all that is shown. */
export class UsageError extends Error {}

/** @throws UsageError when the checkout has no such stack */
export function stackFile(stack: string): string {
  const file = join(checkout, `Pulumi.${stack}.yaml`);
  if (/^[a-z][a-z0-9-]{0,30}$/.test(stack) && existsSync(file)) return file;
  throw new UsageError(
    `STACK=${stack}: there is no Pulumi.${stack}.yaml; write it after Pulumi.dev.yaml, with policy/site/${stack}.yaml beside it`,
  );
}
