import { isIPv6 } from "node:net";
import { endpointOf } from "../../hosts";
import { fieldsOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { itemsOf } from "./called";

type Fields = Readonly<Record<string, unknown>>;
type Peer = { readonly fields: Fields; readonly path: string };

/** A router that the cluster speaks BGP with learns, and may be told, where addresses are. */
export const bgpPeersAreListed: ObjectRule = {
  name: "bgp-peers-are-listed",
  description: "The cluster speaks BGP with the routers that the site lists, and with no other.",
  why: "A peer learns the addresses of the platform's Services and can draw their traffic to itself, over hops that nobody looks at. A password in the object can be read by whoever reads the object. Routers that a node's own settings name are not seen.",
  severity: "high",
  remediation:
    "Have the site list the router under customResources.bgpPeers, with its address and number.",
  ways: [52],
  binds: "in prod",
  scope: "object",
  kinds: new Set([
    "metallb.io/BGPPeer",
    "frrk8s.metallb.io/FRRConfiguration",
    "crd.projectcalico.org/BGPPeer",
    "projectcalico.org/BGPPeer",
    "cilium.io/CiliumBGPPeeringPolicy",
    "cilium.io/CiliumBGPClusterConfig",
  ]),
  check: (object, site) => [
    ...raw(object),
    ...peersOf(object).flatMap(({ fields, path }) => [
      ...listed(fields, path, site),
      ...password(fields, path),
    ]),
  ],
  examples: {
    refused: `
apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: spine, namespace: seldon-system }
spec: { myASN: 64513, peerASN: 64512, peerAddress: 10.20.0.2 }
`,
    accepted: `
apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata: { name: spine, namespace: seldon-system }
spec: { bgp: { routers: [{ asn: 64513, neighbors: [] }] } }
`,
  },
};

function raw(object: KubernetesObject): Complaint[] {
  const { rawConfig } = fieldsOf(fieldsOf(object.spec).raw);
  if (rawConfig === undefined || rawConfig === null || rawConfig === "") return [];
  return [
    {
      path: "spec.raw.rawConfig",
      message: "is settings of FRR in its own words, which the gate cannot judge",
      remedy: "Leave it out, and say what is wanted under spec.bgp.",
    },
  ];
}

function peersOf(object: KubernetesObject): Peer[] {
  const spec = fieldsOf(object.spec);
  if (object.kind === "BGPPeer") return [{ fields: spec, path: "spec" }];
  const within = (value: unknown, path: string, list: string): Peer[] =>
    itemsOf(value, path).flatMap((router) =>
      itemsOf(fieldsOf(router.item)[list], `${router.path}.${list}`).map(({ item, path: at }) => ({
        fields: fieldsOf(item),
        path: at,
      })),
    );
  return [
    ...within(fieldsOf(spec.bgp).routers, "spec.bgp.routers", "neighbors"),
    ...within(spec.virtualRouters, "spec.virtualRouters", "neighbors"),
    ...within(spec.bgpInstances, "spec.bgpInstances", "peers"),
  ];
}

function listed(fields: Fields, path: string, { customResources }: Site): Complaint[] {
  const addressKey = ["peerAddress", "peerIP", "address"].find((key) => key in fields);
  const asnKey = ["peerASN", "asNumber", "asn"].find((key) => key in fields) ?? "peerASN";
  const address = addressKey === undefined ? undefined : textOf(fields[addressKey]);
  if (addressKey === undefined || address === undefined)
    return [{ path, message: "names no address, so any router on the wire may be the peer" }];
  // Cilium writes the address as a block, Calico may add the port.
  const plain = address.replace(/\/(32|128)$/, "");
  const host = endpointOf(isIPv6(plain) ? `[${plain}]` : plain)?.host;
  const known = customResources.bgpPeers.find((peer) => peer.address === host);
  if (known === undefined)
    return [
      {
        path: `${path}.${addressKey}`,
        message: `the address ${host ?? "(unreadable)"} is no router that the site lists`,
      },
    ];
  const asn = fields[asnKey];
  const found: Complaint[] = [];
  if (Number(asn) !== known.asn)
    found.push({
      path: `${path}.${asnKey}`,
      message: `is not the number ${known.asn} that the site lists for ${known.address}`,
    });
  const { ebgpMultiHop, ebgpMultihop } = fields;
  if ((ebgpMultiHop === true || Number(ebgpMultihop) > 1) && !known.multiHop)
    found.push({
      path: `${path}.${ebgpMultiHop === true ? "ebgpMultiHop" : "ebgpMultihop"}`,
      message: "lets the peer be more than one hop away",
      remedy: "Leave it out, or have the site list the router with multiHop: true.",
    });
  return found;
}

/** Where it comes from a Secret, it is an object; a text is the password itself. */
const password = ({ password: value }: Fields, path: string): Complaint[] =>
  typeof value === "string" && value !== ""
    ? [
        {
          path: `${path}.password`,
          message: "is a password in plain text",
          remedy: "Put it into a Secret, and name that under passwordSecret.",
        },
      ]
    : [];
