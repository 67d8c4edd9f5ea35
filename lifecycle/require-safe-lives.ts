import * as pulumi from "@pulumi/pulumi";

import { connect, type Connection } from "../cluster/connection";
import { kubectl } from "../cluster/kubectl";
import type { LiveNamespace } from "../cluster/namespaces";
import { listSeldonObjects, readController } from "../cluster/seldon-objects";
import { refusal } from "../refusal";
import type { ClusterAccess } from "../schema/cluster";
import type { Tenant } from "../schema/tenant";
import { emptyTenant } from "./emptying";
import { counted, foreignObjects, retirementProblems, type Retirement } from "./retirement";
import { tenantProblems } from "./tenants";

/** The stack's tenants, and where they are to live. */
export interface Tenancy {
  readonly cluster: ClusterAccess;
  readonly tenants: readonly Tenant[];
  /** As the cluster has them before anything is registered. */
  readonly namespaces: readonly LiveNamespace[];
  readonly controllerNamespace: string;
}

/**
 * Sees that no tenant is lost, adopted or left hanging by what is about to be applied. Where a tenant is
 * retired by force it also empties it of what its team made; a preview only says so.
 * @throws a refusal with every problem in one message
 */
export async function requireSafeLives(tenancy: Tenancy): Promise<void> {
  const { cluster, tenants, namespaces, controllerNamespace } = tenancy;
  const stack = pulumi.getStack();
  const lives = { stack, tenants, namespaces, kubectl: kubectl(cluster) };
  const problems = tenantProblems(lives);
  const own = new Set(namespaces.filter((live) => live.stack === stack).map(({ name }) => name));
  const retiring = tenants.filter(({ name, retire }) => retire && own.has(name));
  // The usual case: nobody leaves, and nothing more is asked of the cluster.
  if (retiring.length === 0) {
    refuse(stack, problems);
    return;
  }

  const connection = connect(cluster);
  const [controller, retirements] = await Promise.all([
    readController(connection, controllerNamespace),
    Promise.all(retiring.map((tenant) => readRetirement(connection, tenant, namespaces))),
  ]);
  const ground = { controller, kubectl: lives.kubectl };
  refuse(stack, [
    ...problems,
    ...retirements.flatMap((retirement) => retirementProblems(retirement, ground)),
  ]);
  for (const retirement of retirements) await empty(connection, retirement, controllerNamespace);
}

async function readRetirement(
  connection: Connection,
  tenant: Tenant,
  namespaces: readonly LiveNamespace[],
): Promise<Retirement> {
  const objects = await listSeldonObjects(connection, tenant.name);
  const deletion = namespaces.find(({ name }) => name === tenant.name)?.deletion;
  return { tenant, objects, deletion };
}

async function empty(
  connection: Connection,
  retirement: Retirement,
  controllerNamespace: string,
): Promise<void> {
  const objects = foreignObjects(retirement);
  const namespace = retirement.tenant.name;
  if (objects.length === 0) return;
  const what = `${counted(objects)} that the stack file does not name`;
  if (pulumi.runtime.isDryRun()) {
    await pulumi.log.warn(`tenant "${namespace}": force: true will delete ${what}`);
    return;
  }
  await pulumi.log.warn(`tenant "${namespace}": force: true deletes ${what}`);
  await emptyTenant(connection, { namespace, objects, controllerNamespace });
}

function refuse(stack: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw refusal(
    [
      `Pulumi.${stack}.yaml cannot be deployed to this cluster:`,
      ...problems.map((problem) => `  - ${problem}`),
    ].join("\n"),
  );
}
