import type { NetworkPolicy } from "../reach/policies/network-policy";
import type { LabelSelector } from "../reach/policies/label-selector";
import type { Workload } from "../reach/workload";
import { onceFor } from "../once-for";
import type { View } from "./view";

/** The pods of a namespace that are judged: those of the set, and those that may yet come. */
export function podsIn(view: View, namespace: string): readonly Workload[] {
  const known = pods(view);
  let found = known.get(namespace);
  if (found === undefined) {
    const present = view.cluster.workloads.filter((pod) => pod.namespace === namespace);
    known.set(namespace, (found = [...present, ...standIns(view, namespace, present)]));
  }
  return found;
}

// The same pods for each verdict, so that what is found out about them is found out once.
const pods = onceFor<View, Map<string, readonly Workload[]>>(() => new Map());

/** Whether the pod is only imagined, so that no object can be blamed. */
export const isStandIn = ({ kind }: Workload): boolean => kind === STAND_IN;

const STAND_IN = "any such Pod";

/** One pod with no label, one with labels that no policy knows, and one for each policy that selects nobody yet. */
function standIns(view: View, namespace: string, present: readonly Workload[]): Workload[] {
  const policies = view.cluster.policies.filter((policy) => policy.namespace === namespace);
  const keys = policies.flatMap(({ podSelector }) =>
    podSelector.requirements.map(({ key }) => key),
  );
  const strange = Object.fromEntries(keys.map((key) => [key, "something-else"]));
  return [
    standIn(namespace, "without-labels", {}),
    ...(keys.length === 0 ? [] : [standIn(namespace, "with-other-labels", strange)]),
    ...policies
      .filter(({ podSelector }) => !present.some(({ labels }) => podSelector.matches(labels)))
      .map((policy) => selectedBy(policy)),
  ];
}

const selectedBy = ({ namespace, name, podSelector }: NetworkPolicy): Workload =>
  standIn(namespace, `as-${name}-selects`, labelsFor(podSelector));

/** Labels that the selector takes, unless it contradicts itself. */
const labelsFor = ({ requirements }: LabelSelector): Record<string, string> =>
  Object.fromEntries(
    requirements.flatMap(({ key, operator, values }) => {
      if (operator === "In") return [[key, [...values][0] ?? ""]];
      return operator === "Exists" ? [[key, "something"]] : [];
    }),
  );

const standIn = (
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
): Workload => ({
  namespace,
  name,
  kind: STAND_IN,
  labels,
  annotations: {},
  ports: [],
  hostNetwork: false,
  serviceAccount: "default",
  replicas: 1,
  object: { apiVersion: "v1", kind: "Namespace", namespace: undefined, name: namespace },
});
