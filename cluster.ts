import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { relative, resolve } from "node:path";
import {
  ApiException,
  ApiextensionsV1Api,
  createConfiguration,
  KubeConfig,
  ServerConfiguration,
  type RequestContext,
  type V1CustomResourceDefinition,
} from "@kubernetes/client-node";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { crdVersionLabel } from "./components/seldon-crds";
import type { Cluster } from "./schema/platform";
import { refusal } from "./refusal";

/** Longer than a healthy API server ever takes, short enough for somebody who waits. */
const answerWithinSeconds = 15;

/** One of Seldon's seven CRDs stands for all: crds/ applies them together. */
const sampleCrd = "seldonruntimes.mlops.seldon.io";

/** What the cluster said of itself. */
export interface ClusterState {
  /** The Seldon version whose CRDs are on the cluster; "unknown" when crds/ did not put them there. */
  readonly crdVersion: string | undefined;
}

/**
 * Sees that the stack's cluster is there, and answers, before anything is registered.
 * @throws a refusal that names kubeconfig, context and remedy
 */
export async function inspectCluster(cluster: Cluster): Promise<ClusterState> {
  const crd = await readCrd(openKubeconfig(cluster));
  return { crdVersion: crd && (crd.metadata?.labels?.[crdVersionLabel] ?? "unknown") };
}

/**
 * Refuses to go on without the CRDs that this commit's Seldon needs.
 * @throws a refusal that names the one command which brings them
 */
export function requireCrds({ crdVersion }: ClusterState, seldonVersion: string): void {
  if (crdVersion === seldonVersion) return;
  const found = crdVersion === undefined ? "has none" : `has those of ${crdVersion}`;
  throw refusal(
    `Seldon's CRDs of version ${seldonVersion} must be on the cluster first, and it ${found}; ` +
      `run: pulumi up -C crds -s ${pulumi.getStack()}`,
  );
}

/** The one provider of a stack: this cluster and no other, whatever the shell points at. */
export function clusterProvider(cluster: Cluster): k8s.Provider {
  const { kubeconfig, context } = cluster;
  return new k8s.Provider("cluster", {
    // As written, since an absolute path would be a change on every other machine.
    kubeconfig: kubeconfig.startsWith("~")
      ? kubeconfig
      : relative(process.cwd(), resolve(__dirname, kubeconfig)),
    context,
    // A moved kubeconfig is no new cluster, and must replace nothing.
    clusterIdentifier: context,
    enableServerSideApply: true,
    // A rotated password updates the Secret in place rather than deleting it first.
    enableSecretMutable: true,
  });
}

function openKubeconfig({ kubeconfig: path, context }: Cluster): KubeConfig {
  const where = `Pulumi.${pulumi.getStack()}.yaml: seldon-platform:cluster`;
  const file = resolve(__dirname, path.replace(/^~(?=\/)/, homedir()));
  if (!existsSync(file))
    throw refusal(
      `${where}.kubeconfig: there is no file "${path}"; write the path of the cluster's kubeconfig`,
    );
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromFile(file);
  const contexts = kubeconfig.getContexts().map(({ name }) => name);
  if (!contexts.includes(context))
    throw refusal(
      `${where}.context: "${context}" is not in ${path}; use one of: ${contexts.join(", ") || "(none)"}`,
    );
  kubeconfig.setCurrentContext(context);
  return kubeconfig;
}

async function readCrd(kubeconfig: KubeConfig): Promise<V1CustomResourceDefinition | undefined> {
  const server = kubeconfig.getCurrentCluster()?.server ?? "(no server)";
  const tooLate = AbortSignal.timeout(answerWithinSeconds * 1000);
  const api = new ApiextensionsV1Api(
    createConfiguration({
      baseServer: new ServerConfiguration(server, {}),
      authMethods: { default: kubeconfig },
      // The request is ended, not just left alone: its open connection would keep the program alive.
      promiseMiddleware: [{ pre: (request) => endedBy(tooLate, request), post: passed }],
    }),
  );
  try {
    return await api.readCustomResourceDefinition({ name: sampleCrd });
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined;
    const why = tooLate.aborted
      ? `no answer within ${String(answerWithinSeconds)} s`
      : reason(error);
    throw refusal(
      `the cluster of context "${kubeconfig.getCurrentContext()}" at ${server} does not answer: ${why}; ` +
        "see that it runs and that this machine may reach it, then try again",
    );
  }
}

function endedBy(signal: AbortSignal, request: RequestContext): Promise<RequestContext> {
  request.setSignal(signal);
  return passed(request);
}

const passed = <T>(context: T): Promise<T> => Promise.resolve(context);

/** Never the whole answer: it may quote headers that hold a token. */
function reason(error: unknown): string {
  if (error instanceof ApiException) return `HTTP ${String(error.code)}`;
  return error instanceof Error ? error.message : String(error);
}
