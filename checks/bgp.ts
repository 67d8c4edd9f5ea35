import type { MetalLb } from "../schema/metal-lb";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";

/** Written into MetalLB's CRD; the schema's ports go further. */
const highestPort = 16384;

/** What is given for the mode that the stack does not have would be without effect. */
export const metalLbSettingsFitItsMode: Check = ({ metalLb }) => {
  if (metalLb === undefined) return [];
  const { mode, peers, interfaces } = metalLb;
  if (mode === "l2")
    return peers.length === 0
      ? []
      : [
          {
            path: ["metalLb", "peers"],
            message:
              "is of no effect in mode l2, which tells no router; remove it, or write mode: bgp",
          },
        ];
  return [
    ...(peers.length > 0
      ? []
      : [
          {
            path: ["metalLb", "peers"],
            message:
              "is empty, and in mode bgp nobody learns of an address without a router; name one, or write mode: l2",
            searched: ["metalLb", "peers"],
          },
        ]),
    ...(interfaces.length === 0
      ? []
      : [
          {
            path: ["metalLb", "interfaces"],
            message:
              "is of no effect in mode bgp, in which no node answers for an address; remove it, or write mode: l2",
          },
        ]),
  ];
};

/** What MetalLB's webhook would refuse, in the middle of an update. */
export const peersFitTogether: Check = ({ metalLb }) =>
  (metalLb?.peers ?? []).flatMap((peer, index, peers) =>
    complaints(peer, peers.slice(0, index)).map(({ path, message }) => ({
      path: ["metalLb", "peers", index, ...path],
      message,
    })),
  );

type Peer = MetalLb["peers"][number];

function complaints(peer: Peer, earlier: readonly Peer[]): Problem[] {
  const own = earlier[0]?.myAsn ?? peer.myAsn;
  const found: [keyof Peer, boolean, string][] = [
    [
      "name",
      earlier.some(({ name }) => name === peer.name),
      "is the name of a peer before it already; choose another name",
    ],
    [
      "address",
      earlier.some(({ address }) => address === peer.address),
      "is the address of a peer before it already; remove one of the two",
    ],
    [
      "myAsn",
      peer.myAsn !== own,
      `is not the cluster's number at the first peer, ${String(own)}, and frr-k8s has one for all; write the same`,
    ],
    [
      "port",
      peer.port > highestPort,
      `is above ${String(highestPort)}, the highest port of a router that MetalLB takes; have the router listen on 179`,
    ],
    [
      "ebgpMultiHop",
      peer.ebgpMultiHop && peer.asn === peer.myAsn,
      "is for routers of another autonomous system, and this one has the cluster's own number; remove it",
    ],
  ];
  return found.filter(([, wrong]) => wrong).map(([key, , message]) => ({ path: [key], message }));
}
