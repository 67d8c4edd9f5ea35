import {
  fieldsOf,
  isKind,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import { onceFor } from "../../once-for";
import { AddressSet } from "../../reach/sets/address-set";
import { InvalidAddress } from "../../reach/sets/invalid-address";
import type { Complaint, SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { itemsOf } from "./called";

type Told = Complaint & { readonly object: ObjectName };

/** One entry of a pool. */
interface Entry {
  readonly object: ObjectName;
  readonly path: string;
  readonly text: string;
}

/** Who answers for an address gets what is sent to it. */
export const addressPoolsArePrivate: SetRule = {
  name: "address-pools-are-private",
  description:
    "Load balancers take addresses of the site, each from one pool, and none of its API servers.",
  why: "A cluster that answers for addresses of others draws their traffic to itself, and a public one shows the platform to the world. Two pools with the same address give it away twice. Absent a list of the site's pools, private means RFC 1918 and fc00::/7.",
  severity: "high",
  remediation:
    "Use addresses that the site lists under customResources.pools, or private ones where it lists none.",
  ways: [53],
  scope: "set",
  check(objects, site) {
    const found: Told[] = [];
    const before: { entry: Entry; addresses: AddressSet }[] = [];
    for (const entry of objects.flatMap(entriesOf)) {
      const { object, path, text } = entry;
      const addresses = addressesOf(text);
      if (!(addresses instanceof AddressSet)) {
        found.push({ object, path, message: addresses });
        continue;
      }
      if (!poolsOf(site).contains(addresses))
        found.push({
          object,
          path,
          message: `the addresses ${text} are not all of the site's pools`,
        });
      if (!addresses.intersect(apiServersOf(site)).isEmpty)
        found.push({
          object,
          path,
          message: `the addresses ${text} are those of an API server too`,
        });
      for (const other of before.filter((one) => !one.addresses.intersect(addresses).isEmpty))
        found.push(double(entry, other.entry), double(other.entry, entry));
      before.push({ entry, addresses });
    }
    return found;
  },
  examples: {
    refused: `
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: door, namespace: seldon-system }
spec: { addresses: [203.0.113.10-203.0.113.19] }
`,
    accepted: `
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: door, namespace: seldon-system }
spec: { addresses: [10.20.0.100-10.20.0.109] }
`,
  },
};

/** Told of both, because either may be the new one. */
const double = ({ object, path, text }: Entry, other: Entry): Told => ({
  object,
  path,
  message: `the addresses ${text} overlap with ${other.text} of ${other.object.kind} ${other.object.name}`,
  remedy: "Give each address to one pool.",
});

function entriesOf(object: KubernetesObject): Entry[] {
  const spec = fieldsOf(object.spec);
  if (isKind(object, "metallb.io", "IPAddressPool", "AddressPool"))
    return itemsOf(spec.addresses, "spec.addresses").map(({ item, path }) => ({
      object: nameOf(object),
      path,
      text: String(item),
    }));
  if (!isKind(object, "cilium.io", "CiliumLoadBalancerIPPool")) return [];
  return ["blocks", "cidrs"].flatMap((list) =>
    itemsOf(spec[list], `spec.${list}`).map(({ item, path }) => {
      const { cidr, start, stop } = fieldsOf(item);
      const range = `${String(start)}-${textOf(stop) ?? String(start)}`;
      return { object: nameOf(object), path, text: textOf(cidr) ?? range };
    }),
  );
}

/** What an entry stands for, or what is wrong with it. */
function addressesOf(text: string): AddressSet | string {
  const [first = "", last, ...rest] = text.split("-").map((end) => end.trim());
  try {
    if (rest.length > 0 || last === undefined) return AddressSet.parse(text.trim());
    return AddressSet.range(first, last);
  } catch (error) {
    if (error instanceof InvalidAddress) return error.clause;
    throw error;
  }
}

const union = (blocks: readonly string[]): AddressSet =>
  blocks.reduce((all, block) => all.union(AddressSet.parse(block)), AddressSet.none);

const poolsOf = onceFor(({ customResources }: Site) =>
  union(customResources.pools ?? ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]),
);

const apiServersOf = onceFor(({ network }: Site) => union(network?.apiServer.cidrs ?? []));
