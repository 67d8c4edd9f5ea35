import { join } from "node:path";

import { kubeconfigPath } from "../../cluster/kubeconfig";
import type { Tenant } from "../../schema/tenant";
import { checkout, localFolder, stackFile, UsageError } from "../checkout";
import { readPlatform } from "../stack-platform";

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
  const missing = local ? `there is no local ${stack}; run: make up STACK=${stack}` : undefined;
  const { cluster, tenants } = readPlatform(file, stack, missing);
  const tenant = tenants.find((candidate) => candidate.name === name);
  if (tenant === undefined)
    throw new UsageError(
      `--tenant ${name}: Pulumi.${stack}.yaml has no such tenant; use one of: ${tenants.map((t) => t.name).join(", ")}`,
    );
  if (tenant.kind === "training")
    throw new UsageError(
      `--tenant ${name}: is a training tenant and has no Seldon runtime; name one of kind serving`,
    );
  const { kubeconfig, context } = cluster;
  return { tenant, kubeconfig: kubeconfigPath(checkout, kubeconfig), context };
}
