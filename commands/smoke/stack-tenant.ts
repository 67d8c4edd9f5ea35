import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

import { parsePlatform } from "../../config";
import type { ClusterAccess } from "../../schema/cluster";
import { secretKeys } from "../../schema/stack-file";
import type { Tenant } from "../../schema/tenant";
import { charts } from "../../versions";
import { checkout, localFolder, stackFile, UsageError } from "../checkout";

const prefix = "seldon-platform:";

/** A tenant as its stack file has it, and the way to the stack's cluster. */
export interface StackTenant {
  readonly tenant: Tenant;
  /** An absolute path. */
  readonly kubeconfig: string;
  readonly context: string;
}

/**
 * Reads one tenant of a stack file; secrets are not even looked at.
 * @param local the cluster that `make up` made on this machine in place of the stack's own
 * @throws UsageError with every problem of the stack file, or with the tenants that there are
 */
export function readStackTenant(stack: string, name: string, local: boolean): StackTenant {
  const tracked = stackFile(stack);
  const file = local ? join(localFolder, stack, `Pulumi.${stack}.yaml`) : tracked;
  const { cluster, tenants } = platformOf(file, stack, local);
  const tenant = tenants.find((candidate) => candidate.name === name);
  if (tenant === undefined)
    throw new UsageError(
      `--tenant ${name}: Pulumi.${stack}.yaml has no such tenant; use one of: ${tenants.map((t) => t.name).join(", ")}`,
    );
  if (tenant.kind === "training")
    throw new UsageError(
      `--tenant ${name}: is a training tenant and has no Seldon runtime; name one of kind serving`,
    );
  return { tenant, ...placeOf(cluster) };
}

function platformOf(file: string, stack: string, local: boolean) {
  let content: { config?: Record<string, unknown> } | null;
  try {
    content = parse(readFileSync(file, "utf8")) as typeof content;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(
      local && isMissing
        ? `there is no local ${stack}; run: make up STACK=${stack}`
        : `${file} is no YAML: ${(error as Error).message}`,
    );
  }
  const values = Object.entries(content?.config ?? {}).flatMap(([key, value]) =>
    key.startsWith(prefix) && !isSecret(key, value) ? [[key.slice(prefix.length), value]] : [],
  );
  const source = { file: `Pulumi.${stack}.yaml`, seldonVersion: charts.seldonSetup.version };
  try {
    return parsePlatform(Object.fromEntries(values) as Record<string, unknown>, source);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Secrets are written either as ciphers or, never in a tracked file, as they are. */
function isSecret(key: string, value: unknown): boolean {
  const isCipher = typeof value === "object" && value !== null && "secure" in value;
  return isCipher || secretKeys.includes(key.slice(prefix.length));
}

const placeOf = ({ kubeconfig, context }: ClusterAccess) => ({
  kubeconfig: resolve(checkout, kubeconfig.replace(/^~(?=\/)/, homedir())),
  context,
});
