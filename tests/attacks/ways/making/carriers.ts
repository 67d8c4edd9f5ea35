import type { Raw } from "../../attack";
import type { Random } from "../../random";
import { made } from "./places";

type Kind = readonly [apiVersion: string, kind: string];

const SERVED: readonly Kind[] = [
  ["v1", "Pod"],
  ["v1", "PodTemplate"],
  ["v1", "ReplicationController"],
  ["apps/v1", "Deployment"],
  ["apps/v1", "StatefulSet"],
  ["apps/v1", "DaemonSet"],
  ["apps/v1", "ReplicaSet"],
  ["batch/v1", "Job"],
  ["batch/v1", "CronJob"],
];

// API versions that no cluster serves any more.
const OLD: readonly Kind[] = [
  ["apps/v1beta1", "Deployment"],
  ["apps/v1beta2", "DaemonSet"],
  ["batch/v1beta1", "CronJob"],
];

/** Built-in kinds that make pods, in any version or in those that clusters serve. */
export const builtIn = (random: Random, isServed = false): Kind =>
  random.pick(isServed ? SERVED : [...SERVED, ...OLD]);

/** Kinds of Seldon's that its operator makes pods of. */
export const SELDON = ["ServerConfig", "Server", "SeldonConfig", "SeldonRuntime"] as const;

/** A built-in kind that makes this pod. */
export function workload(
  random: Random,
  namespace: string,
  spec: object,
  metadata: { readonly labels?: object; readonly annotations?: object } = {},
  [apiVersion, kind]: Kind = builtIn(random),
): Raw {
  const labels = { app: "web", ...metadata.labels };
  const pod = { ...metadata, labels };
  const template = { metadata: pod, spec };
  const object = (fields: object) => made(random, apiVersion, kind, namespace, fields);
  if (kind === "Pod") {
    const { metadata: own, ...rest } = object({ spec });
    return { ...rest, metadata: { ...pod, ...own } };
  }
  if (kind === "PodTemplate") return object({ template });
  if (kind === "CronJob")
    return object({ spec: { schedule: "5 * * * *", jobTemplate: { spec: { template } } } });
  if (kind === "Job") return object({ spec: { template } });
  const selector = kind === "ReplicationController" ? labels : { matchLabels: labels };
  return object({ spec: { selector, template } });
}

/** A kind of Seldon's that its operator makes this pod of. */
export function seldonPods(
  random: Random,
  namespace: string,
  spec: object,
  kind: string = random.pick(SELDON),
): Raw {
  const version = random.pick(["mlops.seldon.io/v1alpha1", "mlops.seldon.io/v1"]);
  const object = (fields: object) => made(random, version, kind, namespace, { spec: fields });
  const part = { name: random.pick(["seldon-envoy", "seldon-scheduler"]), podSpec: spec };
  if (kind === "ServerConfig") return object({ podSpec: spec });
  if (kind === "Server")
    return object({ serverConfig: "mlserver", capabilities: [random.word()], podSpec: spec });
  if (kind === "SeldonConfig") return object({ components: [part] });
  const overrides = random.shuffle([{ name: "hodometer", replicas: 0 }, part]);
  const config = { serviceConfig: { serviceType: "ClusterIP" } };
  return object({ seldonConfig: "default", overrides, config });
}

/** Whatever makes this pod. */
export const carrier = (random: Random, namespace: string, spec: object): Raw =>
  random.maybe(70) ? workload(random, namespace, spec) : seldonPods(random, namespace, spec);
