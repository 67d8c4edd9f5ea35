import { AddressSet } from "./sets/address-set";
import { Admitted } from "./admitted";
import type { ClusterSet } from "./cluster-set";
import type { Direction, NetworkPolicy, Rule } from "./policies/network-policy";
import { addressesOf, Outside, type OutsidePart } from "./outside";
import { Peers, type Reading } from "./peers";
import { PodIndex } from "./pod-index";
import { PortSet } from "./sets/port-set";
import { PortTable } from "./port-table";
import { RulePorts } from "./rule-ports";
import type { Side } from "./side";
import { Sides, type End } from "./sides";
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

  constructor(
    private readonly cluster: ClusterSet,
    private readonly options: Partial<Reading> = {},
  ) {
    const labelsOf = (namespace: string) =>
      cluster.namespaces.get(namespace) ?? { "kubernetes.io/metadata.name": namespace };
    const index = new PodIndex(cluster.workloads, labelsOf);
    const { blocks = "hold no pods", pods } = options;
    this.peers = new Peers(index, labelsOf, { blocks, pods });
    const { table, peers } = this;
    const ports = new RulePorts(table);
    const admitted = new Admitted(index, peers, ports);
    let known: Outside | undefined;
    const outside = () => (known ??= new Outside(cluster.policies, table));
    const cells = new Uint32Array(cluster.workloads.length);
    const ground = { index, peers, table, ports, outside, admitted, cells };
    this.sides = new Sides(cluster.policies, ground);
  }

  /** The ports of `to` that `from` can open a connection to; either may be a workload that is not in the set. */
  between(from: Workload, to: Workload): PortSet {
    return this.meet(this.sides.endOf(from), this.sides.endOf(to));
  }

  /** The same for each two of a list, by their places in it: for all of them it takes far less time. */
  pairs(workloads: readonly Workload[]): (from: number, to: number) => PortSet {
    if (!this.knows(workloads)) return this.ofOnly(workloads).pairs(workloads);
    const ends = workloads.map((workload) => this.sides.endOf(workload));
    return (from, to) => {
      const [source, target] = [ends[from], ends[to]];
      return source && target ? this.meet(source, target) : PortSet.none;
    };
  }

  /** The places in a list of all that can connect to one of them, in order: most can to few. */
  callers(workloads: readonly Workload[]): (to: number) => readonly number[] {
    if (!this.knows(workloads)) return this.ofOnly(workloads).callers(workloads);
    const ends = workloads.map((workload) => this.sides.endOf(workload));
    const places = new Map(ends.map(({ place }, index) => [place, index]));
    return (to) => {
      const target = ends[to];
      if (target === undefined) return [];
      const admitted =
        target.ingress === undefined
          ? ends.keys()
          : target.ingress.places().flatMap((place) => places.get(place) ?? []);
      return [...admitted]
        .filter((from) => {
          const source = ends[from];
          return source !== undefined && !this.meet(source, target).isEmpty;
        })
        .sort((a, b) => a - b);
    };
  }

  // Of those that are in a set it is known all at once whom a rule admits.
  private knows(workloads: readonly Workload[]): boolean {
    return workloads.every((each) => this.sides.endOf(each).place !== undefined);
  }

  private ofOnly(workloads: readonly Workload[]): Reachability {
    return new Reachability({ ...this.cluster, workloads }, this.options);
  }

  /** Where a workload can connect to outside the set, in parts that do not meet; empty parts are left out. */
  outbound(from: Workload): readonly OutsidePart[] {
    return this.sides.endOf(from).egress?.outside() ?? OPEN;
  }

  /** Which addresses can connect to a workload, in the same way. */
  inbound(to: Workload): readonly OutsidePart[] {
    return this.sides.endOf(to).ingress?.outside() ?? OPEN;
  }

  /** The policies that hold a workload in a direction; where there are none, everything is open. */
  isolated(workload: Workload, direction: Direction): readonly NetworkPolicy[] {
    return this.sides.endOf(workload)[direction]?.policies ?? [];
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

  private meet(from: End, to: End): PortSet {
    const { table } = this;
    const out = numberAt(from.egress, to);
    if (out === PortTable.NONE) return PortSet.none;
    return table.setOf(table.intersect(out, numberAt(to.ingress, from)));
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
    const side = end instanceof AddressSet ? undefined : this.sides.endOf(end)[direction];
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

function numberAt(side: Side | undefined, { place, workload }: End): number {
  if (side === undefined) return PortTable.ALL;
  return place === undefined ? side.numberFor(workload) : side.numberAt(place);
}

const portsOf = (parts: readonly OutsidePart[], addresses: AddressSet): PortSet =>
  parts
    .filter((part) => !part.addresses.intersect(addresses).isEmpty)
    .reduce((sum, { ports }) => sum.union(ports), PortSet.none);
