import { AppsV1Api, CoordinationV1Api, CustomObjectsApi } from "@kubernetes/client-node";

import type { Connection } from "./connection";

/** What a tenant's namespace may hold of Seldon, in the order in which it can be taken down. */
export const seldonKinds = [
  { kind: "Experiment", plural: "experiments" },
  { kind: "Pipeline", plural: "pipelines" },
  { kind: "Model", plural: "models" },
  { kind: "Server", plural: "servers" },
  { kind: "SeldonRuntime", plural: "seldonruntimes" },
] as const;

export type SeldonKind = (typeof seldonKinds)[number]["kind"];

/** One of Seldon's objects as the cluster has it now, whoever made it. */
export interface SeldonObject {
  readonly kind: SeldonKind;
  readonly name: string;
  /** What must be cleared by somebody before it is gone. */
  readonly finalizers: readonly string[];
}

/** Seldon's controller, which clears the finalizers of all these objects and nobody else does. */
export interface Controller {
  readonly namespace: string;
  /** Silent: its pod is counted as available, and yet it has not renewed its lease for long. */
  readonly state: "available" | "silent" | "unavailable" | "absent";
}

/** The name that Seldon's setup chart gives it. */
export const controllerDeployment = "seldon-v2-controller-manager";

/** The lease that it holds while it works; the name is written into Seldon's operator. */
const controllerLease = "e98130ae.seldon.io";

/** It renews every few seconds; the rest is for clocks that differ. */
const silentAfterSeconds = 120;

const group = { group: "mlops.seldon.io", version: "v1alpha1" } as const;

interface CustomObjects {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly finalizers?: readonly string[] };
  }[];
}

/** Every object of the kinds that is in the namespace. */
export async function listSeldonObjects(
  { ask }: Connection,
  namespace: string,
  kinds: readonly SeldonKind[] = seldonKinds.map(({ kind }) => kind),
): Promise<SeldonObject[]> {
  const listed = await Promise.all(
    seldonKinds
      .filter(({ kind }) => kinds.includes(kind))
      .map(async ({ kind, plural }) => {
        const list = (await ask((api) =>
          new CustomObjectsApi(api).listNamespacedCustomObject({ ...group, namespace, plural }),
        )) as CustomObjects | undefined;
        return (list?.items ?? []).map(({ metadata: { name, finalizers = [] } }) => ({
          kind,
          name,
          finalizers,
        }));
      }),
  );
  return listed.flat();
}

/** How many replicas each Server of the cluster has now, by namespace/name. */
export type LiveReplicas = ReadonlyMap<string, number>;

interface Servers {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: { readonly replicas?: number };
  }[];
}

/** In one question; none where Seldon's CRDs are not there. */
export async function listServerReplicas({ ask }: Connection): Promise<LiveReplicas> {
  const list = (await ask((api) =>
    new CustomObjectsApi(api).listClusterCustomObject({ ...group, plural: "servers" }),
  )) as Servers | undefined;
  return new Map(
    (list?.items ?? []).map(({ metadata: { namespace, name }, spec }) => [
      `${namespace}/${name}`,
      // Seldon takes an absent number for one.
      spec.replicas ?? 1,
    ]),
  );
}

/** Asks for its deletion; one that is gone already is as good. */
export async function deleteSeldonObject(
  { ask }: Connection,
  namespace: string,
  { kind, name }: Pick<SeldonObject, "kind" | "name">,
): Promise<void> {
  const plural = pluralOf(kind);
  await ask((api) =>
    new CustomObjectsApi(api).deleteNamespacedCustomObject({ ...group, namespace, plural, name }),
  );
}

export const pluralOf = (kind: SeldonKind): string =>
  seldonKinds.find((known) => known.kind === kind)?.plural ?? "";

/**
 * Whether somebody is there who clears finalizers. The Deployment alone does not tell: Seldon's probes
 * answer also while the controller waits for a namespace that it may not look into, and starts over.
 */
export async function readController({ ask }: Connection, namespace: string): Promise<Controller> {
  const [deployment, lease] = await Promise.all([
    ask((api) =>
      new AppsV1Api(api).readNamespacedDeployment({ namespace, name: controllerDeployment }),
    ),
    ask((api) =>
      new CoordinationV1Api(api).readNamespacedLease({ namespace, name: controllerLease }),
    ),
  ]);
  if (deployment === undefined) return { namespace, state: "absent" };
  if ((deployment.status?.availableReplicas ?? 0) === 0) return { namespace, state: "unavailable" };
  // A text, whatever its type says. Without a lease there is nothing to tell by.
  const renewed = Date.parse(String(lease?.spec?.renewTime));
  const silent = Date.now() - renewed > silentAfterSeconds * 1000;
  return { namespace, state: silent ? "silent" : "available" };
}
