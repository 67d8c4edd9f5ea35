import type { KubernetesObject } from "../kubernetes-object";
import { AddressSet } from "../reach/sets/address-set";
import type { ClusterSet } from "../reach/cluster-set";
import { readCluster } from "../reach/read/read-cluster";
import { Reachability } from "../reach/reachability";
import type { Site } from "../site/site";
import type { SiteNetwork } from "../site/network";
import { onceFor } from "../once-for";

/** A set and its site, read once for all verdicts. */
export interface View {
  readonly cluster: ClusterSet;
  readonly site: SiteNetwork;
  readonly environment: Site["environment"];
  /** All that may be open: address blocks match pods too, as with some network plugins. */
  readonly most: Reachability;
  /** What is open for certain: address blocks match no pod. */
  readonly least: Reachability;
}

/** Undefined for a site that says nothing of its network. @throws InvalidAddress for a bad block of the site */
export function viewOf(objects: readonly KubernetesObject[], site: Site): View | undefined {
  if (site.network === undefined) return undefined;
  const cluster = readCluster(objects);
  const pods = site.network.pods.length === 0 ? {} : { pods: blocks(site.network.pods) };
  return {
    cluster,
    site: site.network,
    environment: site.environment,
    most: new Reachability(cluster, { blocks: "may hold pods", ...pods }),
    least: new Reachability(cluster),
  };
}

/** All addresses of some blocks. @throws InvalidAddress */
export const blocks = onceFor((cidrs: readonly string[]): AddressSet =>
  cidrs.reduce((all, cidr) => all.union(AddressSet.parse(cidr)), AddressSet.none),
);
