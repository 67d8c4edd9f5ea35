import type { Admitted } from "./admitted";
import { addAll, forEachBit, noBits, removeAll, type Bits } from "./bits";
import type { Direction, NetworkPolicy, Rule } from "./policies/network-policy";
import type { Outside, OutsidePart } from "./outside";
import type { Peers } from "./peers";
import type { PodIndex } from "./pod-index";
import { PortTable } from "./port-table";
import type { RulePorts } from "./rule-ports";
import { addTo } from "./sums";
import type { Workload } from "./workload";

/** What all sides of a calculation share. */
export interface Ground {
  readonly index: PodIndex;
  readonly peers: Peers;
  readonly table: PortTable;
  readonly ports: RulePorts;
  /** Made when first asked for. */
  readonly outside: () => Outside;
  readonly admitted: Admitted;
  /** As many as workloads, to make rows in. */
  readonly cells: Uint32Array;
}

const NOBODY = new Uint16Array(0);

/** One direction of all pods that the same policies select: whom they let through, and on which ports. */
export class Side {
  private row: Uint16Array | Uint32Array | undefined;
  private met: readonly number[] | undefined;
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

  /** The places of all workloads of the index with which any port is open, in order. */
  places(): readonly number[] {
    if (this.met !== undefined) return this.met;
    const all = noBits(this.ground.cells.length);
    for (const [number, places] of this.byPorts())
      if (number !== PortTable.NONE) addAll(all, places);
    const found: number[] = [];
    forEachBit(all, (place) => found.push(place));
    return (this.met = found);
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
    return (this.parts ??= this.ground
      .outside()
      .parts(this.rules().map(({ rule }) => ({ rule, ports: this.portsAt(rule, undefined) }))));
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
    const { table, cells } = this.ground;
    const sums = this.byPorts();
    if (sums.size === 0) return NOBODY;
    // Where all ports are open no rule adds any, and sets often have a rule without ports.
    const open = sums.get(PortTable.ALL);
    cells.fill(PortTable.NONE);
    for (const [number, places] of sums) {
      if (open !== undefined && places !== open) removeAll(places, open);
      let before = PortTable.NONE;
      let sum = number;
      forEachBit(places, (place) => {
        const now = cells[place] ?? PortTable.NONE;
        if (now !== before) sum = table.union((before = now), number);
        cells[place] = sum;
      });
    }
    return table.size <= 65536 ? new Uint16Array(cells) : cells.slice();
  }

  // Rules with the same ports are added up before any workload is looked at.
  private byPorts(): Map<number, Bits> {
    const { admitted } = this.ground;
    const sums = new Map<number, Bits>();
    for (const policy of this.policies)
      for (const rule of policy[this.direction] ?? []) {
        const found =
          this.direction === "egress"
            ? admitted.targets(policy, rule)
            : admitted.callers(policy, rule, this.subject);
        for (const [number, places] of found) addTo(sums, number, places);
      }
    return sums;
  }
}
