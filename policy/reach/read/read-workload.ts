import { metadataOf, nameOf, type KubernetesObject } from "../../kubernetes-object";
import { childPath } from "../../unknown";
import { countAt, fieldsAt, flagAt, listAt, textAt, Unreadable } from "./reading";
import { readPod } from "./read-pod";
import type { Workload } from "../workload";

/**
 * The pods of one workload of Kubernetes' own, as one.
 * @param template fields that lead to the pod template
 * @returns undefined for a pod that has ended
 * @throws Unreadable and UnknownAtPreview
 */
export function readWorkload(
  object: KubernetesObject,
  template: readonly string[],
): Workload | undefined {
  if (object.kind === "Pod" && hasEnded(object)) return undefined;
  const metadata = metadataOf(object);
  const namespace = textAt(metadata.namespace, "metadata.namespace");
  const name =
    textAt(metadata.name, "metadata.name") ??
    textAt(metadata.generateName, "metadata.generateName");
  if (namespace === undefined || name === undefined)
    throw new Unreadable(
      namespace === undefined ? "metadata.namespace" : "metadata.name",
      "is missing, so nobody can say whose pods these are",
      "Name it in the object.",
    );
  let [pod, path]: [unknown, string] = [object, ""];
  for (const field of template) {
    pod = fieldsAt(pod, path)[field];
    path = childPath(path, field);
  }
  const parts = readPod(pod, path);
  return {
    namespace,
    name,
    kind: String(object.kind),
    ...parts,
    replicas: replicasOf(object),
    object: nameOf(object),
  };
}

const hasEnded = (pod: KubernetesObject): boolean =>
  ["Succeeded", "Failed"].includes(String(fieldsAt(pod.status, "status").phase));

function replicasOf(object: KubernetesObject): number {
  const spec = fieldsAt(object.spec, "spec");
  const isPaused = (): boolean => flagAt(spec.suspend, "spec.suspend");
  switch (object.kind) {
    case "Job":
      if (isPaused() || hasFinished(object)) return 0;
      return countAt(spec.parallelism, "spec.parallelism") ?? 1;
    case "CronJob":
      return isPaused() ? 0 : 1;
    case "Pod":
    case "DaemonSet":
      return 1;
    default:
      return countAt(spec.replicas, "spec.replicas") ?? 1;
  }
}

/** It stays in a cluster long after its pods have gone. */
const hasFinished = (job: KubernetesObject): boolean =>
  listAt(fieldsAt(job.status, "status").conditions, "status.conditions").some((condition) => {
    const { type, status } = fieldsAt(condition, "status.conditions");
    return ["Complete", "Failed"].includes(String(type)) && status === "True";
  });
