import { BlockList, isIPv6 } from "node:net";

import type { Policy } from "../../network/policies";

/** A pod, or an address outside the cluster. */
export type End =
  | { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly address: string };

/** The policies of each namespace that has any. */
export type Policies = ReadonlyMap<string, readonly Policy[]>;

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** The part of a NetworkPolicy's peer that Kubernetes defines; any other field is an error here. */
interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

type Rule = { readonly ports?: readonly Door[] } & Readonly<
  Partial<Record<"from" | "to", readonly object[]>>
>;

/** Port and protocol of a connection. */
interface Door {
  readonly protocol: string;
  readonly port: number;
}

/**
 * Whether one end may open a connection to the other on a port, as the Kubernetes documentation of
 * NetworkPolicies has it. Written apart from what makes the policies, and from them alone. The two ends
 * are looked up once, however many ports are asked about.
 */
export function mayReach(policies: Policies, from: End, to: End): (door: Door) => boolean {
  const out = allows(policies, from, to, { type: "Egress", rules: "egress", peers: "to" });
  const into = allows(policies, to, from, { type: "Ingress", rules: "ingress", peers: "from" });
  return (door) => out(door) && into(door);
}

interface Direction {
  readonly type: "Ingress" | "Egress";
  readonly rules: "ingress" | "egress";
  readonly peers: "from" | "to";
}

function allows(
  policies: Policies,
  subject: End,
  other: End,
  { type, rules, peers }: Direction,
): (door: Door) => boolean {
  if ("address" in subject) return () => true;
  const selecting = (policies.get(subject.namespace) ?? []).filter(
    ({ spec }) => spec.policyTypes.includes(type) && selects(spec.podSelector, subject.labels),
  );
  if (selecting.length === 0) return () => true;
  const fitting = selecting
    .flatMap(({ spec }) => (spec[rules] ?? []) as readonly Rule[])
    .filter((rule) => {
      const list = rule[peers];
      // An empty list of peers means everybody.
      return !list?.length || list.some((peer) => isPeer(peer, other, subject.namespace));
    });
  return (door) => fitting.some(({ ports }) => !ports?.length || ports.some(sameAs(door)));
}

const sameAs =
  (wanted: Door) =>
  ({ protocol, port }: Door): boolean =>
    protocol === wanted.protocol && port === wanted.port;

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, end: End, home: string) {
  if ("address" in end) return ipBlock !== undefined && contains(ipBlock.cidr, end.address);
  // Whether an address block also matches pods is left to the network plugin: assume that it does.
  if (ipBlock) return ipBlock.cidr.endsWith("/0");
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, { "kubernetes.io/metadata.name": end.namespace })
    : end.namespace === home;
  return inNamespace && (!podSelector || selects(podSelector, end.labels));
}

const selects = ({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>) =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

function contains(cidr: string, address: string): boolean {
  const [network = "", bits = ""] = cidr.split("/");
  const block = new BlockList();
  block.addSubnet(network, Number(bits), isIPv6(network) ? "ipv6" : "ipv4");
  return block.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
