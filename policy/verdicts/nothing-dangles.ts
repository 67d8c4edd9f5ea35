import type { NetworkPolicy } from "../reach/policies/network-policy";
import { NAMESPACE_LABEL } from "./labels";
import { peersOf, titleOfRule, type Opened } from "./openings";
import { namespacesOf, ownedBy, ownerOf } from "./places";
import type { Breach } from "./verdict";
import type { View } from "./view";

/** Every selector finds somebody: what selects nobody is shut today, and open to whoever comes tomorrow. */
export function nothingDangles(view: View): Breach[] {
  const owned = ownedBy(view, "platform", "tenant");
  return view.cluster.policies
    .filter(({ namespace }) => owned.includes(namespace))
    .flatMap((policy) => [
      ...idle(view, policy),
      ...peersOf(policy).flatMap((opened) => nobody(view, opened)),
    ]);
}

function idle({ cluster }: View, policy: NetworkPolicy): Breach[] {
  const { namespace, podSelector, object } = policy;
  const isIdle =
    // A denial of everything is there before the first pod.
    podSelector.requirements.length > 0 &&
    !cluster.workloads.some(
      (pod) => pod.namespace === namespace && podSelector.matches(pod.labels),
    );
  return isIdle
    ? [
        {
          code: "NET-DANGLING",
          object,
          path: "spec.podSelector",
          message: `selects no pod of ${namespace}`,
          remedy: "Correct the labels, or remove the policy.",
        },
      ]
    : [];
}

function nobody(view: View, opened: Opened): Breach[] {
  const { peer, policy } = opened;
  if (peer === "everyone" || "block" in peer) return [];
  return (namespacesOf(peer, policy.namespace) ?? [])
    .filter((name) => !isSomebody(view, name, peer))
    .map((name) => ({
      code: "NET-DANGLING",
      object: policy.object,
      path: peer.path,
      message:
        ownerOf(view, name) === "unknown"
          ? `selects namespace ${name}, which neither the set nor the site names`
          : `selects no pod of ${name}`,
      remedy: "Correct the labels, or remove the peer: who comes by that name tomorrow is let in.",
      rules: [titleOfRule(opened)],
    }));
}

/** What others run is not in the set, so nobody can say that it is missing. */
function isSomebody(
  view: View,
  name: string,
  { namespaceSelector, podSelector }: Exclude<Opened["peer"], "everyone" | { block: unknown }>,
): boolean {
  const owner = ownerOf(view, name);
  if (owner === "foreign") return true;
  const labels = view.cluster.namespaces.get(name) ?? { [NAMESPACE_LABEL]: name };
  // All pods of a namespace, whoever comes: no label can be wrong.
  if (owner !== "unknown" && (podSelector?.requirements ?? []).length === 0) return true;
  return (
    owner !== "unknown" &&
    namespaceSelector?.matches(labels) !== false &&
    view.cluster.workloads.some(
      (pod) => pod.namespace === name && podSelector?.matches(pod.labels) !== false,
    )
  );
}
