import { relative, resolve } from "node:path";
import { ApiextensionsV1Api } from "@kubernetes/client-node";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { connect, projectFolder, type Connection } from "./cluster/connection";
import { listNamespaces, type LiveNamespace } from "./cluster/namespaces";
import type { CrdPart } from "./cluster/crd-parts";
import type { Questions } from "./cluster/questions";
import { listServerReplicas, type LiveReplicas } from "./cluster/seldon-objects";
import { crdVersionLabel } from "./components/kept-crds";
import { refusal } from "./refusal";
import type { ClusterAccess } from "./schema/cluster";
import type { ForeignCrd } from "./seldon/foreign-crds";

/** Whether it answers is always asked. */
const nothingMore: Questions = { crdParts: [], foreignCrds: [], serverReplicas: false };

/** What the cluster has of a part that the crds project brings. */
export interface PartOnCluster {
  readonly part: CrdPart;
  /** The version that its CRDs are of; "unknown" when crds/ did not put them there, undefined when they are not. */
  readonly version: string | undefined;
}

/** What the cluster said of itself. */
export interface ClusterState {
  readonly partsWithCrds: readonly PartOnCluster[];
  /** CRDs that were asked for and are not there. */
  readonly missingCrds: readonly ForeignCrd[];
  readonly namespaces: readonly LiveNamespace[];
  readonly serverReplicas: LiveReplicas;
}

/**
 * Sees that the stack's cluster is there, and answers, before anything is registered.
 * @throws a refusal that names kubeconfig, context and remedy
 */
export async function inspectCluster(
  cluster: ClusterAccess,
  { crdParts, foreignCrds: foreign, serverReplicas: scaling }: Questions = nothingMore,
): Promise<ClusterState> {
  const connection = connect(cluster);
  const [partsWithCrds, namespaces, serverReplicas, ...others] = await Promise.all([
    Promise.all(crdParts.map((part) => askFor(connection, part))),
    listNamespaces(connection),
    scaling ? listServerReplicas(connection) : new Map<string, number>(),
    ...foreign.map(({ name }) => readCrd(connection, name)),
  ]);
  return {
    partsWithCrds,
    missingCrds: foreign.filter((_, index) => others[index] === undefined),
    namespaces,
    serverReplicas,
  };
}

/**
 * Refuses to go on without the CRDs that this commit's versions, and what the stack file chooses, need.
 * @throws a refusal that names what brings them
 */
export function requireCrds({
  partsWithCrds,
  missingCrds,
}: Pick<ClusterState, "partsWithCrds" | "missingCrds">): void {
  const stack = pulumi.getStack();
  const problems = [
    ...partsWithCrds
      .filter(({ part, version }) => version !== part.chart.version)
      .map(
        ({ part, version }) =>
          `${part.owner}'s CRDs of version ${part.chart.version} must be on the cluster first, and it ` +
          `${version === undefined ? "has none" : `has those of ${version}`}; run: pulumi up -C crds -s ${stack}`,
      ),
    ...missingCrds.map(
      ({ name, owner, key }) =>
        `Pulumi.${stack}.yaml: seldon-platform:${key} needs ${owner}, whose CRD ${name} is not on the cluster; ` +
        "install it first, or remove the key",
    ),
  ];
  if (problems.length > 0) throw refusal(problems.join("\n"));
}

/** The one provider of a stack: this cluster and no other, whatever the shell points at. */
export function clusterProvider(cluster: ClusterAccess): k8s.Provider {
  const { kubeconfig, context } = cluster;
  return new k8s.Provider("cluster", {
    // As written, since an absolute path would be a change on every other machine.
    kubeconfig: kubeconfig.startsWith("~")
      ? kubeconfig
      : relative(process.cwd(), resolve(projectFolder, kubeconfig)),
    context,
    // A moved kubeconfig is no new cluster, and must replace nothing.
    clusterIdentifier: context,
    enableServerSideApply: true,
    // A rotated password updates the Secret in place rather than deleting it first.
    enableSecretMutable: true,
  });
}

const readCrd = ({ ask }: Connection, name: string) =>
  ask((api) => new ApiextensionsV1Api(api).readCustomResourceDefinition({ name }));

async function askFor(connection: Connection, part: CrdPart): Promise<PartOnCluster> {
  const crd = await readCrd(connection, part.sample);
  return { part, version: crd && (crd.metadata?.labels?.[crdVersionLabel] ?? "unknown") };
}
