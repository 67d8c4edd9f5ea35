import type { NetworkPolicy } from "../reach/policies/network-policy";
import { causeOfNamespaces } from "./cause-of-pods";
import { describeSubject, type Grant } from "./grants";
import { peersOf, titleOfRule } from "./openings";
import { namespacesOf, ownedBy, ownerOf } from "./places";
import { POD_MAKERS, tenantGrants, WALLS, writable } from "./tenant-rights";
import type { Breach } from "./verdict";
import type { View } from "./view";

/** No peer is chosen by a label that a tenant can put on a pod or namespace of its own, and no tenant builds walls. */
export function nothingIsForgeable(view: View): Breach[] {
  const grants = tenantGrants(view);
  const owned = ownedBy(view, "platform", "tenant");
  const policies = view.cluster.policies.filter(({ namespace }) => owned.includes(namespace));
  return [
    ...policies.flatMap((policy) => looseNamespaces(view, policy)),
    ...policies.flatMap((policy) => borrowedLabels(view, policy, grants)),
    ...grants.flatMap((grant) => wallsOf(grant)),
  ];
}

/** Peers in namespaces of any name. */
const looseNamespaces = (view: View, policy: NetworkPolicy): Breach[] =>
  peersOf(policy).flatMap((opened) => {
    const { peer } = opened;
    if (peer === "everyone" || "block" in peer) return [];
    if (namespacesOf(peer, policy.namespace) !== undefined) return [];
    return [
      {
        ...causeOfNamespaces(view, opened, peer),
        object: policy.object,
        path: `${peer.path}.namespaceSelector`,
        message:
          "selects namespaces by something else than their name, so one that is made or labelled later is selected too",
        rules: [titleOfRule(opened)],
      },
    ];
  });

/** Labels of pods count for nothing where a tenant makes the pods. */
const borrowedLabels = (view: View, policy: NetworkPolicy, grants: readonly Grant[]): Breach[] => [
  ...makersIn(policy.namespace, grants)
    .slice(0, 1)
    .filter(() => policy.podSelector.requirements.length > 0 && leadsOut(policy))
    .map((grant) => forged(policy, "spec.podSelector", policy.namespace, grant)),
  ...peersOf(policy).flatMap(({ peer, rule }) => {
    if (peer === "everyone" || "block" in peer) return [];
    if ((peer.podSelector?.requirements ?? []).length === 0) return [];
    return (namespacesOf(peer, policy.namespace) ?? [])
      .filter((name) => name !== policy.namespace && ownerOf(view, name) === "tenant")
      .flatMap((name) =>
        makersIn(name, grants)
          .slice(0, 1)
          .map((grant) => ({
            ...forged(policy, `${peer.path}.podSelector`, name, grant),
            rules: [titleOfRule({ policy, rule })],
          })),
      );
  }),
];

const makersIn = (namespace: string, grants: readonly Grant[]): Grant[] =>
  grants.filter(
    (grant) =>
      (grant.namespace === undefined || grant.namespace === namespace) &&
      writable(grant, POD_MAKERS) !== undefined,
  );

/** Among themselves the pods of a namespace may be whatever they say they are. */
const leadsOut = (policy: NetworkPolicy): boolean =>
  peersOf(policy).some(
    ({ peer }) =>
      peer === "everyone" ||
      "block" in peer ||
      namespacesOf(peer, policy.namespace)?.every((name) => name === policy.namespace) !== true,
  );

const forged = (policy: NetworkPolicy, path: string, namespace: string, grant: Grant): Breach => ({
  code: "NET-FORGEABLE",
  object: policy.object,
  path,
  message: `selects pods of ${namespace} by their labels, which ${describeSubject(grant.subject)} may choose: it writes ${writable(grant, POD_MAKERS) ?? "pods"} by ${grant.role}`,
  remedy: "Select all pods of that namespace, or take the right away: the label proves nothing.",
});

/** A right with which a tenant opens what others have shut. */
function wallsOf(grant: Grant): Breach[] {
  const who = describeSubject(grant.subject);
  const where = grant.namespace ?? "every namespace";
  if (grant.rights === undefined)
    return [
      {
        code: "WL-RBAC",
        object: grant.binding,
        path: "roleRef",
        message: `gives ${who} ${grant.role} in ${where}, which is not in the set, so nobody can tell what it allows`,
        remedy: "Put the role into the set, rules and all.",
      },
    ];
  const wall = writable(grant, WALLS);
  return wall === undefined
    ? []
    : [
        {
          code: "WL-RBAC",
          object: grant.binding,
          path: "roleRef",
          message: `lets ${who} write ${wall} in ${where}, by ${grant.role}`,
          remedy: "Take the right away: who may write it can open what is shut.",
        },
      ];
}
