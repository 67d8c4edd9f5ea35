import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { onceFor } from "../../once-for";
import { AddressSet } from "../../reach/sets/address-set";
import type { Complaint, SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { askedOfClouds } from "./asked-of-clouds";

const ADDRESS_ANNOTATIONS = [
  "metallb.io/loadBalancerIPs",
  "metallb.universe.tf/loadBalancerIPs",
  "kube-vip.io/loadbalancerIPs",
  "io.cilium/lb-ipam-ips",
  "lbipam.cilium.io/ips",
];

/** Which addresses the outside comes in by is the site's to say, and nobody else's. */
export const serviceAddressesAreFromThePool: SetRule = {
  name: "service-addresses-are-from-the-pool",
  description:
    "No Service takes an address that is not in a pool, nor asks a cloud for one, nor lets in whom the site does not name.",
  why: "With externalIPs a Service catches the traffic of all pods to that address, of others too (CVE-2020-8554). An address outside every pool is either dead or somebody else's, and a cloud's load balancer has a public address unless it is told otherwise. Pools are the IPAddressPools among the objects, and services.addresses of the site. Source ranges are held against network.clients. Not seen: pools that others made on the cluster, and what a controller makes of annotations that nobody here knows.",
  severity: "high",
  remediation:
    "Take an address of an IPAddressPool, or have the block listed under services.addresses of the site.",
  ways: [77],
  examples: {
    refused: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: team }
spec: { type: ClusterIP, selector: { app: web }, externalIPs: [10.20.0.5] }
`,
    accepted: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: team }
spec: { type: ClusterIP, selector: { app: web } }
`,
  },
  binds: "in prod",
  scope: "set",
  check(objects, site) {
    return objects
      .filter((object) => isKind(object, "", "Service"))
      .flatMap((service) =>
        [
          ...externalIps(service),
          ...fixedAddresses(service, objects, site),
          ...askedOfClouds(service, site),
          ...sources(service, site),
        ].map((complaint) => ({ ...complaint, object: nameOf(service) })),
      );
  },
};

const externalIps = (service: KubernetesObject): Complaint[] =>
  listOf(fieldsOf(service.spec).externalIPs).length === 0
    ? []
    : [
        {
          path: "spec.externalIPs",
          message: "catches the traffic of every pod to the addresses that it lists",
          remedy: "Leave externalIPs out; have callers come by a door of the site.",
        },
      ];

function fixedAddresses(
  service: KubernetesObject,
  objects: readonly KubernetesObject[],
  site: Site,
): Complaint[] {
  const annotations = fieldsOf(metadataOf(service).annotations);
  const written = [
    { path: "spec.loadBalancerIP", text: textOf(fieldsOf(service.spec).loadBalancerIP) },
    ...ADDRESS_ANNOTATIONS.map((name) => ({
      path: childPath("metadata.annotations", name),
      text: textOf(annotations[name]),
    })),
  ];
  return written.flatMap(({ path, text }) =>
    (text ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .flatMap((part) => {
        const address = blockOr(part);
        if (address === undefined) return [{ path, message: "is no address" }];
        if (site.services.addresses.some((block) => AddressSet.parse(block).contains(address)))
          return [];
        return poolsOf(objects).contains(address)
          ? []
          : [{ path, message: `asks for the address ${part}, which is in no pool` }];
      }),
  );
}

const poolsOf = onceFor((objects: readonly KubernetesObject[]): AddressSet =>
  objects
    .filter((object) => isKind(object, "metallb.io", "IPAddressPool"))
    .flatMap((pool) => listOf(fieldsOf(pool.spec).addresses))
    .map((part) => (typeof part === "string" ? blockOr(part.trim()) : undefined))
    .reduce<AddressSet>(
      (all, part) => (part === undefined ? all : all.union(part)),
      AddressSet.none,
    ),
);

/** An address, a block or a range; undefined for anything else. */
function blockOr(text: string): AddressSet | undefined {
  const [first = "", last, ...more] = text.split("-").map((end) => end.trim());
  try {
    if (last !== undefined) return more.length > 0 ? undefined : AddressSet.range(first, last);
    if (first.includes("/")) return AddressSet.parse(first);
    return AddressSet.parse(`${first}/${first.includes(":") ? 128 : 32}`);
  } catch {
    return undefined;
  }
}

function sources(service: KubernetesObject, { network }: Site): Complaint[] {
  const ranges = listOf(fieldsOf(service.spec).loadBalancerSourceRanges);
  const clients = (network?.clients ?? [])
    .map((cidr) => AddressSet.parse(cidr))
    .reduce<AddressSet>((all, block) => all.union(block), AddressSet.none);
  return ranges.flatMap((range, index) => {
    const block = typeof range === "string" ? blockOr(range.trim()) : undefined;
    if (block !== undefined && clients.contains(block)) return [];
    return [
      {
        path: `spec.loadBalancerSourceRanges[${index}]`,
        message:
          block === undefined
            ? "is no address block"
            : "lets in callers whom the site does not name",
        remedy: "List only blocks that lie within network.clients of the site.",
      },
    ];
  });
}
