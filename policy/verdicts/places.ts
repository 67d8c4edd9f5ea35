import { NAMESPACE_LABEL } from "./labels";
import type { Peer } from "../reach/policies/network-policy";
import { objectsIn } from "./objects-in";
import { onceFor } from "../once-for";
import type { View } from "./view";

/** Whose a namespace is: `unknown` where neither the set nor the site names it. */
export type Owner = "platform" | "tenant" | "foreign" | "unknown";

// Kubernetes makes them in each cluster.
const KUBERNETES = ["kube-system", "kube-public", "kube-node-lease"];

/** Whose a namespace is: what the set holds and the site does not claim for others is a tenant's. */
export function ownerOf(view: View, namespace: string): Owner {
  const known = owners(view);
  let owner = known.get(namespace);
  if (owner === undefined) known.set(namespace, (owner = findOwner(view, namespace)));
  return owner;
}

const owners = onceFor<View, Map<string, Owner>>(() => new Map());

function findOwner({ cluster, site }: View, namespace: string): Owner {
  if (site.platform.includes(namespace)) return "platform";
  const others = [
    ...KUBERNETES,
    ...site.foreign,
    site.dns.namespace,
    site.monitoring,
    site.ingress,
    ...site.destinations.map(({ to }) => ("namespace" in to ? to.namespace : undefined)),
  ];
  if (others.includes(namespace)) return "foreign";
  if (!cluster.namespaces.has(namespace)) return "unknown";
  // Every cluster has this one; it is somebody's once something runs in it.
  const isIdle =
    namespace === "default" && !cluster.workloads.some((pod) => pod.namespace === namespace);
  return isIdle ? "foreign" : "tenant";
}

/** The namespaces of the set that are judged. */
export const ownedBy = (view: View, ...owners: readonly Owner[]): string[] =>
  [...view.cluster.namespaces.keys()].filter((name) => owners.includes(ownerOf(view, name))).sort();

/** Seldon serves here, so the platform makes the pods; in a training namespace the team does. */
export const isServing = ({ cluster }: View, namespace: string): boolean =>
  objectsIn(cluster, "SeldonRuntime", namespace).length > 0;

type Selecting = Exclude<Peer, { block: unknown }>;

/** The namespaces that a peer can be in; undefined where any can be one of them. */
export const namespacesOf = (
  { namespaceSelector }: Selecting,
  home: string,
): readonly string[] | undefined =>
  namespaceSelector === undefined
    ? [home]
    : namespaceSelector.valuesFor(NAMESPACE_LABEL) && [
        ...(namespaceSelector.valuesFor(NAMESPACE_LABEL) ?? []),
      ];
