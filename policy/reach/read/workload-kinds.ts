import type { KubernetesObject } from "../../kubernetes-object";

/** Where each kind keeps what its pods are made of; a Pod is that itself. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ["v1/Pod", []],
  ["v1/ReplicationController", ["spec", "template"]],
  ["apps/v1/Deployment", ["spec", "template"]],
  ["apps/v1/StatefulSet", ["spec", "template"]],
  ["apps/v1/DaemonSet", ["spec", "template"]],
  ["apps/v1/ReplicaSet", ["spec", "template"]],
  ["batch/v1/Job", ["spec", "template"]],
  ["batch/v1/CronJob", ["spec", "jobTemplate", "spec", "template"]],
]);

/** The fields that lead to the pod template; undefined for all that is no workload of Kubernetes' own. */
export const templatePath = ({
  apiVersion,
  kind,
}: KubernetesObject): readonly string[] | undefined =>
  TEMPLATES.get(`${String(apiVersion)}/${String(kind)}`);
