import { readFileSync } from "node:fs";
import { parse } from "yaml";

import { parsePlatform } from "../config";
import type { Platform } from "../schema/platform";
import { configNamespace, secretKeys } from "../schema/stack-file";
import { charts } from "../versions";
import { UsageError } from "./checkout";

const prefix = `${configNamespace}:`;

/**
 * What a stack file says, without the engine; secrets are not even looked at.
 * @throws UsageError with every problem of the file, or with `missing` where there is none
 */
export function readPlatform(file: string, stack: string, missing?: string): Platform {
  const values = Object.entries(contentOf(file, missing)?.config ?? {}).flatMap(([key, value]) =>
    key.startsWith(prefix) && !isSecret(key, value) ? [[key.slice(prefix.length), value]] : [],
  );
  const source = { file: `Pulumi.${stack}.yaml`, seldonVersion: charts.seldonSetup.version };
  try {
    return parsePlatform(Object.fromEntries(values) as Record<string, unknown>, source);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function contentOf(file: string, missing?: string) {
  try {
    return parse(readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(
      missing !== undefined && isMissing
        ? missing
        : `${file} is no YAML: ${(error as Error).message}`,
    );
  }
}

/** Secrets are written either as ciphers or, never in a tracked file, as they are. */
function isSecret(key: string, value: unknown): boolean {
  const isCipher = typeof value === "object" && value !== null && "secure" in value;
  return isCipher || secretKeys.includes(key.slice(prefix.length));
}
