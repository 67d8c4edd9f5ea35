import type { MetalLb } from "../schema/metal-lb";

/** One of MetalLB's custom resources, all of which it reads in its own namespace only. */
export interface MetalLbObject {
  readonly apiVersion: string;
  readonly kind: "IPAddressPool" | "L2Advertisement" | "BGPPeer" | "BGPAdvertisement";
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** There is one, for all pools: a pool that nothing names is given away and never announced. */
const advertisement = "pools";

/** The pools, and behind them what tells of their addresses; peers come before what names them. */
export const metalLbObjects = (settings: MetalLb): MetalLbObject[] => [
  ...settings.pools.map(addressPool),
  ...(settings.mode === "l2" ? [l2Advertisement(settings)] : bgpObjects(settings)),
];

const addressPool = ({ name, addresses, autoAssign }: MetalLb["pools"][number]): MetalLbObject => ({
  apiVersion: "metallb.io/v1beta1",
  kind: "IPAddressPool",
  metadata: { name },
  spec: { addresses, autoAssign },
});

const l2Advertisement = ({ pools, interfaces }: MetalLb): MetalLbObject => ({
  apiVersion: "metallb.io/v1beta1",
  kind: "L2Advertisement",
  metadata: { name: advertisement },
  spec: {
    ipAddressPools: pools.map(({ name }) => name),
    ...(interfaces.length > 0 && { interfaces }),
  },
});

const bgpObjects = ({ pools, peers }: MetalLb): MetalLbObject[] => [
  ...peers.map(bgpPeer),
  {
    apiVersion: "metallb.io/v1beta1",
    kind: "BGPAdvertisement",
    metadata: { name: advertisement },
    spec: {
      ipAddressPools: pools.map(({ name }) => name),
      peers: peers.map(({ name }) => name),
    },
  },
];

const bgpPeer = ({ name, passwordSecret, ...peer }: MetalLb["peers"][number]): MetalLbObject => ({
  apiVersion: "metallb.io/v1beta2",
  kind: "BGPPeer",
  metadata: { name },
  spec: {
    myASN: peer.myAsn,
    peerASN: peer.asn,
    peerAddress: peer.address,
    peerPort: peer.port,
    ebgpMultiHop: peer.ebgpMultiHop,
    ...(passwordSecret !== undefined && { passwordSecret: { name: passwordSecret } }),
  },
});
