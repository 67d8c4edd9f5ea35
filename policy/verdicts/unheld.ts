import type { ObjectName } from "../kubernetes-object";
import type { Direction } from "../reach/policies/network-policy";
import type { Workload } from "../reach/workload";
import { podsInWords } from "./grouped";
import { isStandIn } from "./stand-ins";
import type { Breach } from "./verdict";
import type { View } from "./view";

/** What is open to pods of a namespace that no policy holds in a direction. */
export function unheld(view: View, direction: Direction, pods: readonly Workload[]): Breach[] {
  const free = pods.filter(
    (pod) => !pod.hostNetwork && view.most.isolated(pod, direction).length === 0,
  );
  const [first] = free;
  if (first === undefined) return [];
  const real = free.filter((pod) => !isStandIn(pod));
  const code = codeOf(view, direction, first);
  return [
    {
      code,
      object: namespaceObject(first.namespace),
      path: "",
      message: `no policy holds the ${direction} of ${podsInWords(real.length > 0 ? real : free)}, so all of it is open`,
      remedy: REMEDIES[code](first.namespace, direction),
    },
  ];
}

const REMEDIES = {
  "NET-DEFAULT-DENY": (namespace: string) =>
    `Add a NetworkPolicy to ${namespace} with podSelector: {}, policyTypes: [Ingress, Egress] and no rules.`,
  "NET-POLICYTYPES": (namespace: string, direction: Direction) =>
    `List ${direction === "ingress" ? "Ingress" : "Egress"} under policyTypes of the policy that denies by default in ${namespace}: without it a policy says nothing of that direction.`,
  "NET-COVERAGE": (namespace: string) =>
    `Give the policy that denies by default in ${namespace} podSelector: {}: a selector misses pods, and one in another namespace holds nobody here.`,
};

function codeOf(view: View, direction: Direction, pod: Workload): keyof typeof REMEDIES {
  const here = view.cluster.policies.filter(({ namespace }) => namespace === pod.namespace);
  if (here.length === 0) return "NET-DEFAULT-DENY";
  const other = direction === "ingress" ? "egress" : "ingress";
  const isHalf = view.most.isolated(pod, other).length > 0;
  return isHalf || !here.some((policy) => policy[direction]) ? "NET-POLICYTYPES" : "NET-COVERAGE";
}

/** A namespace, as findings name it. */
export const namespaceObject = (name: string): ObjectName => ({
  apiVersion: "v1",
  kind: "Namespace",
  namespace: undefined,
  name,
});
