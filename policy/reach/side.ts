import { addAll, forEachBit, type Bits } from "./bits";
import type { Direction, NetworkPolicy, Rule } from "./policies/network-policy";
import { outsideParts, type OutsidePart } from "./outside";
import type { Peers } from "./peers";
import type { PodIndex } from "./pod-index";
import { PortTable } from "./port-table";
import { hasNames, type RulePorts } from "./rule-ports";
import type { Workload } from "./workload";

/** What all sides of a calculation share. */
export interface Ground {
  readonly index: PodIndex;
  readonly peers: Peers;
  readonly table: PortTable;
  readonly ports: RulePorts;
  /** Whom a rule admits, found once for each rule. */
  readonly admitted: Map<Rule, Bits>;
  /** As many as workloads, to make rows in. */
  readonly cells: Uint32Array;
}

/** One direction of all pods that the same policies select: whom they let through, and on which ports. */
export class Side {
  private row: Uint16Array | Uint32Array | undefined;
  private parts: readonly OutsidePart[] | undefined;

  /** `subject`: one of those pods, for ports that ingress rules name. */
  constructor(
    private readonly direction: Direction,
    readonly policies: readonly NetworkPolicy[],
    private readonly subject: Workload,
    private readonly ground: Ground,
  ) {}

  /** The number of the ports towards (egress) or from (ingress) a workload of the index. */
  numberAt(place: number): number {
    this.row ??= this.makeRow();
    return this.row[place] ?? PortTable.NONE;
  }

  /** The same for a workload that is not in the index. */
  numberFor(other: Workload): number {
    const { peers, table } = this.ground;
    return this.rules()
      .filter(({ policy, rule }) => peers.admits(policy, rule, other))
      .map(({ rule }) => this.portsAt(rule, other))
      .reduce((sum, number) => table.union(sum, number), PortTable.NONE);
  }

  /** The addresses it lets through, in parts that do not meet. */
  outside(): readonly OutsidePart[] {
    return (this.parts ??= outsideParts(
      this.rules().map(({ rule }) => ({ rule, ports: this.portsAt(rule, undefined) })),
      this.ground.table,
    ));
  }

  /** The number of a rule's ports on connections with another end; an address outside is undefined. */
  portsAt(rule: Rule, other: Workload | undefined): number {
    return this.ground.ports.numberAt(rule, this.direction === "egress" ? other : this.subject);
  }

  rules(): { policy: NetworkPolicy; rule: Rule }[] {
    return this.policies.flatMap((policy) =>
      (policy[this.direction] ?? []).map((rule) => ({ policy, rule })),
    );
  }

  private makeRow(): Uint16Array | Uint32Array {
    const { table, index, cells } = this.ground;
    cells.fill(PortTable.NONE);
    const add = (place: number, number: number) => {
      const before = cells[place] ?? 0;
      if (before !== number) cells[place] = table.union(before, number);
    };
    const alike = new Map<number, Bits>();
    for (const { policy, rule } of this.rules()) {
      const admitted = this.admitted(policy, rule);
      if (this.direction === "egress" && hasNames(rule))
        forEachBit(admitted, (place) => {
          add(place, this.portsAt(rule, index.workloads[place]));
        });
      else addTo(alike, this.portsAt(rule, undefined), admitted);
    }
    for (const [number, bits] of alike)
      forEachBit(bits, (place) => {
        add(place, number);
      });
    return table.size <= 65536 ? new Uint16Array(cells) : cells.slice();
  }

  private admitted(policy: NetworkPolicy, rule: Rule): Bits {
    const known = this.ground.admitted.get(rule);
    if (known !== undefined) return known;
    const found = this.ground.peers.workloads(policy, rule);
    this.ground.admitted.set(rule, found);
    return found;
  }
}

// Rules with the same ports are added up before any workload is looked at.
function addTo(sums: Map<number, Bits>, number: number, bits: Bits): void {
  const before = sums.get(number);
  if (before === undefined) sums.set(number, bits.slice());
  else addAll(before, bits);
}
