import { relative, resolve } from "node:path";
import { ApiextensionsV1Api } from "@kubernetes/client-node";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { connect, projectFolder, type Connection } from "./cluster/connection";
import { listNamespaces, type LiveNamespace } from "./cluster/namespaces";
import type { Questions } from "./cluster/questions";
import { listServerReplicas, type LiveReplicas } from "./cluster/seldon-objects";
import { crdVersionLabel } from "./components/seldon-crds";
import { refusal } from "./refusal";
import type { Cluster } from "./schema/platform";
import type { ForeignCrd } from "./seldon/foreign-crds";

/** One of Seldon's seven CRDs stands for all: crds/ applies them together. */
const sampleCrd = "seldonruntimes.mlops.seldon.io";

/** Whether it answers, and Seldon's CRDs, are always asked for. */
const nothingMore: Questions = { foreignCrds: [], serverReplicas: false };

/** What the cluster said of itself. */
export interface ClusterState {
  /** The Seldon version whose CRDs are on the cluster; "unknown" when crds/ did not put them there. */
  readonly crdVersion: string | undefined;
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
  cluster: Cluster,
  { foreignCrds: foreign, serverReplicas: scaling }: Questions = nothingMore,
): Promise<ClusterState> {
  const connection = connect(cluster);
  const [seldonCrd, namespaces, serverReplicas, ...others] = await Promise.all([
    readCrd(connection, sampleCrd),
    listNamespaces(connection),
    scaling ? listServerReplicas(connection) : new Map<string, number>(),
    ...foreign.map(({ name }) => readCrd(connection, name)),
  ]);
  return {
    crdVersion: seldonCrd && (seldonCrd.metadata?.labels?.[crdVersionLabel] ?? "unknown"),
    missingCrds: foreign.filter((_, index) => others[index] === undefined),
    namespaces,
    serverReplicas,
  };
}

/**
 * Refuses to go on without the CRDs that this commit's Seldon, and what the stack file chooses, need.
 * @throws a refusal that names what brings them
 */
export function requireCrds(
  { crdVersion, missingCrds }: Pick<ClusterState, "crdVersion" | "missingCrds">,
  seldonVersion: string,
): void {
  const stack = pulumi.getStack();
  const found = crdVersion === undefined ? "has none" : `has those of ${crdVersion}`;
  const problems = [
    ...(crdVersion === seldonVersion
      ? []
      : [
          `Seldon's CRDs of version ${seldonVersion} must be on the cluster first, and it ${found}; ` +
            `run: pulumi up -C crds -s ${stack}`,
        ]),
    ...missingCrds.map(
      ({ name, owner, key }) =>
        `Pulumi.${stack}.yaml: seldon-platform:${key} needs ${owner}, whose CRD ${name} is not on the cluster; ` +
        "install it first, or remove the key",
    ),
  ];
  if (problems.length > 0) throw refusal(problems.join("\n"));
}

/** The one provider of a stack: this cluster and no other, whatever the shell points at. */
export function clusterProvider(cluster: Cluster): k8s.Provider {
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
