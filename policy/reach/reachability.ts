import { AddressSet } from "./sets/address-set";
import type { ClusterSet } from "./cluster-set";
import type { Direction, NetworkPolicy, Rule } from "./policies/network-policy";
import { addressesOf, type OutsidePart } from "./outside";
import { Peers, type Reading } from "./peers";
import { PodIndex } from "./pod-index";
import { PortSet } from "./sets/port-set";
import { PortTable } from "./port-table";
import { RulePorts } from "./rule-ports";
import type { Side } from "./side";
import { Sides } from "./sides";
import type { Workload } from "./workload";

/** A rule that lets a connection through, at one of its ends. */
export interface Decision {
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  readonly direction: Direction;
}

const OPEN: readonly OutsidePart[] = [{ addresses: AddressSet.everything(), ports: PortSet.all }];

/**
 * Who can reach whom, by the NetworkPolicies of a set alone. Blocks that hold no pods give the least that is
 * open, blocks that may hold pods the most; pods in the network of their node are bound by no policy.
 */
export class Reachability {
  private readonly table = new PortTable();
  private readonly peers: Peers;
  private readonly sides: Sides;

  constructor(cluster: ClusterSet, options: Partial<Reading> = {}) {
    const labelsOf = (namespace: string) =>
      cluster.namespaces.get(namespace) ?? { "kubernetes.io/metadata.name": namespace };
    const index = new PodIndex(cluster.workloads, labelsOf);
    const { blocks = "hold no pods", pods } = options;
    this.peers = new Peers(index, labelsOf, { blocks, pods });
    const { table, peers } = this;
    const ports = new RulePorts(table);
    const cells = new Uint32Array(cluster.workloads.length);
    const ground = { index, peers, table, ports, admitted: new Map(), cells };
    this.sides = new Sides(cluster.policies, ground);
  }

  /** The ports of `to` that `from` can open a connection to; either may be a workload that is not in the set. */
  between(from: Workload, to: Workload): PortSet {
    const { sides, table } = this;
    const source = sides.placeOf(from);
    const target = sides.placeOf(to);
    const out = numberAt(sides.of("egress", from, source), to, target);
    if (out === PortTable.NONE) return PortSet.none;
    return table.setOf(
      table.intersect(out, numberAt(sides.of("ingress", to, target), from, source)),
    );
  }

  /** Where a workload can connect to outside the set, in parts that do not meet; empty parts are left out. */
  outbound(from: Workload): readonly OutsidePart[] {
    return this.sides.of("egress", from)?.outside() ?? OPEN;
  }

  /** Which addresses can connect to a workload, in the same way. */
  inbound(to: Workload): readonly OutsidePart[] {
    return this.sides.of("ingress", to)?.outside() ?? OPEN;
  }

  /** The policies that hold a workload in a direction; where there are none, everything is open. */
  isolated(workload: Workload, direction: Direction): readonly NetworkPolicy[] {
    return this.sides.of(direction, workload)?.policies ?? [];
  }

  /**
   * The rules that let connections through, of both ends. Empty where nothing is open; an end that no policy
   * holds adds none.
   */
  rules(from: Workload | AddressSet, to: Workload | AddressSet): readonly Decision[] {
    const open = this.open(from, to);
    return [
      ...this.deciding("egress", from, to, open),
      ...this.deciding("ingress", to, from, open),
    ];
  }

  private open(from: Workload | AddressSet, to: Workload | AddressSet): PortSet {
    if (from instanceof AddressSet)
      return to instanceof AddressSet ? PortSet.none : portsOf(this.inbound(to), from);
    return to instanceof AddressSet ? portsOf(this.outbound(from), to) : this.between(from, to);
  }

  private deciding(
    direction: Direction,
    end: Workload | AddressSet,
    other: Workload | AddressSet,
    open: PortSet,
  ): Decision[] {
    const side = end instanceof AddressSet ? undefined : this.sides.of(direction, end);
    return (side?.rules() ?? [])
      .filter(({ policy, rule }) =>
        other instanceof AddressSet
          ? !addressesOf(rule).intersect(other).isEmpty
          : this.peers.admits(policy, rule, other),
      )
      .filter(({ rule }) => {
        const number = side?.portsAt(rule, other instanceof AddressSet ? undefined : other);
        return !this.table.setOf(number ?? PortTable.NONE).intersect(open).isEmpty;
      })
      .map(({ policy, rule }) => ({ policy, rule, direction }));
  }
}

function numberAt(side: Side | undefined, other: Workload, place: number | undefined): number {
  if (side === undefined) return PortTable.ALL;
  return place === undefined ? side.numberFor(other) : side.numberAt(place);
}

const portsOf = (parts: readonly OutsidePart[], addresses: AddressSet): PortSet =>
  parts
    .filter((part) => !part.addresses.intersect(addresses).isEmpty)
    .reduce((sum, { ports }) => sum.union(ports), PortSet.none);
