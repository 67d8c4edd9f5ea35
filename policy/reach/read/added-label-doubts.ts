import { childPath } from "../../unknown";
import { isAddedLabel } from "./added-labels";
import type { Doubt } from "../cluster-set";
import type { LabelSelector } from "../policies/label-selector";
import type { NetworkPolicy } from "../policies/network-policy";

/**
 * A doubt for each policy that selects pods by a label that no template promises: which of a workload's pods
 * bear it is decided while they run.
 */
export const addedLabelDoubts = (policies: readonly NetworkPolicy[]): Doubt[] =>
  policies.flatMap((policy) =>
    podSelectors(policy).flatMap(([path, selector]) =>
      selector.requirements
        .filter(({ key }) => isAddedLabel(key))
        .map(({ key }) => ({
          object: policy.object,
          path,
          message: `selects by ${key}, a label that controllers write onto single pods`,
          remedy: "Select by labels of the workload's pod template.",
        })),
    ),
  );

function podSelectors({ podSelector, ingress = [], egress = [] }: NetworkPolicy) {
  const found: [string, LabelSelector][] = [["spec.podSelector", podSelector]];
  for (const { peers } of [...ingress, ...egress])
    for (const peer of peers === "everyone" ? [] : peers)
      if ("podSelector" in peer && peer.podSelector !== undefined)
        found.push([childPath(peer.path, "podSelector"), peer.podSelector]);
  return found;
}
