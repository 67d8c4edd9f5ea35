import { AddressSet } from "../reach/sets/address-set";
import type { Direction, NetworkPolicy, Peer, Rule } from "../reach/policies/network-policy";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { View } from "./view";

/** One peer of one rule that lets a pod talk, or be talked to. */
export interface Opened {
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  readonly direction: Direction;
  /** Everyone where the rule lists nobody. */
  readonly peer: Peer | "everyone";
}

/** Every peer that some policy admits for this pod. */
export const openedTo = (view: View, pod: Workload, direction: Direction): Opened[] =>
  view.most.isolated(pod, direction).flatMap((policy) => peersTowards(policy, direction));

/** Every peer of a policy. */
export const peersOf = (policy: NetworkPolicy): Opened[] => [
  ...peersTowards(policy, "ingress"),
  ...peersTowards(policy, "egress"),
];

const peersTowards = (policy: NetworkPolicy, direction: Direction): Opened[] =>
  (policy[direction] ?? []).flatMap((rule) => {
    const peers = rule.peers === "everyone" ? (["everyone"] as const) : rule.peers;
    return peers.map((peer) => ({ policy, rule, direction, peer }));
  });

/** Ports by name can be any port of a pod that nobody here knows. */
export const namesPort = ({ ports }: Rule): boolean =>
  ports !== "all" && ports.some((range) => "name" in range);

/** The ports of a rule at addresses, where names mean nothing. */
export const numbersOf = ({ ports }: Rule): PortSet => portsOf(ports, () => PortSet.none);

/** The ports of a rule at unknown pods. */
export const mostPortsOf = ({ ports }: Rule): PortSet =>
  portsOf(ports, (protocol) => PortSet.of(protocol, 1, 65535));

type Ports = Rule["ports"];
type Protocol = Parameters<typeof PortSet.of>[0];

const portsOf = (ports: Ports, named: (protocol: Protocol) => PortSet): PortSet =>
  ports === "all"
    ? PortSet.all
    : ports.reduce(
        (all, range) =>
          all.union(
            "name" in range
              ? named(range.protocol)
              : PortSet.of(range.protocol, range.from, range.to),
          ),
        PortSet.none,
      );

/**
 * The addresses of a peer; undefined for selectors. Some network plugins do not heed `except`
 * (aws/aws-network-policy-agent#58), so it takes nothing away.
 */
export function addressesOf({ peer }: Opened): AddressSet | undefined {
  if (peer === "everyone") return AddressSet.everything();
  return "block" in peer ? AddressSet.parse(peer.block.cidr) : undefined;
}

/** `team-a/allow-all spec.egress[0]` */
export const titleOfRule = ({
  policy: { namespace, name },
  rule,
}: Pick<Opened, "policy" | "rule">): string => `${namespace}/${name} ${rule.path}`;
