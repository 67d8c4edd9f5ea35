import { fieldsOf, type KubernetesObject } from "../../kubernetes-object";
import type { Workload } from "../workload";

/** The labels that an object of Istio's picks pods by; undefined where it is for all of its namespace. */
export function selectorOf(
  object: KubernetesObject,
): Readonly<Record<string, unknown>> | undefined {
  const spec = fieldsOf(object.spec);
  // A Sidecar calls it workloadSelector.labels.
  const labels = {
    ...fieldsOf(fieldsOf(spec.selector).matchLabels),
    ...fieldsOf(fieldsOf(spec.workloadSelector).labels),
  };
  return Object.keys(labels).length === 0 ? undefined : labels;
}

/** Whether it is for these pods, as far as labels say. */
export const selects = (object: KubernetesObject, { labels }: Workload): boolean =>
  Object.entries(selectorOf(object) ?? {}).every(([key, value]) => labels[key] === value);
