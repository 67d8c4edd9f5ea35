import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { titleOf } from "../../../../policy/reach/workload";
import type { KubernetesObject } from "../../../../policy/kubernetes-object";

/** An object of any kind in a namespace. */
export const object = (
  kind: string,
  name: string,
  rest: object = {},
  metadata: object = {},
): KubernetesObject => ({
  apiVersion: versions[kind] ?? "apps/v1",
  kind,
  metadata: { name, namespace: "team", ...metadata },
  ...rest,
});

const versions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["Pod", "Namespace", "Service", "Secret", "ReplicationController"].map((kind) => [kind, "v1"]),
  ),
  Job: "batch/v1",
  CronJob: "batch/v1",
  NetworkPolicy: "networking.k8s.io/v1",
  ...Object.fromEntries(
    ["SeldonRuntime", "SeldonConfig", "Server", "ServerConfig"].map((kind) => [
      kind,
      "mlops.seldon.io/v1alpha1",
    ]),
  ),
};

export const podSpec = {
  containers: [{ name: "web", image: "web", ports: [{ containerPort: 80 }] }],
};

/** A Deployment, or another kind with a template, whose pods have the labels. */
export const workload = (
  name: string,
  labels: object = { app: name },
  kind = "Deployment",
): KubernetesObject =>
  object(kind, name, { spec: { template: { metadata: { labels }, spec: podSpec } } });

/** A Pod or what else a controller made. */
export const owned = (made: KubernetesObject, kind: string, name: string): KubernetesObject => ({
  ...made,
  metadata: {
    ...(made.metadata as object),
    ownerReferences: [{ apiVersion: "apps/v1", kind, name, controller: true }],
  },
});

export const pod = (name: string, labels: object, spec: object = podSpec): KubernetesObject =>
  object("Pod", name, { spec, status: { phase: "Running" } }, { labels });

export const titles = (objects: readonly KubernetesObject[]): string[] =>
  readCluster(objects).workloads.map(titleOf);

/** Each doubt as `kind name path message`. */
export const doubts = (objects: readonly KubernetesObject[]): string[] =>
  readCluster(objects).doubts.map(
    ({ object: { kind, name }, path, message }) => `${kind} ${name} ${path} ${message}`,
  );
