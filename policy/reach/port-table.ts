import { PortSet } from "./sets/port-set";

/** Gives each set of ports a number, so that a large table of them is small and each sum is done once. */
export class PortTable {
  static readonly NONE = 0;
  static readonly ALL = 1;

  private readonly sets: PortSet[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly unions = new Map<number, Map<number, number>>();
  private readonly meets = new Map<number, Map<number, number>>();

  constructor() {
    this.numberOf(PortSet.none);
    this.numberOf(PortSet.all);
  }

  numberOf(set: PortSet): number {
    const known = this.numbers.get(set.key);
    if (known !== undefined) return known;
    this.numbers.set(set.key, this.sets.length);
    return this.sets.push(set) - 1;
  }

  /** Numbers are below it. */
  get size(): number {
    return this.sets.length;
  }

  setOf(number: number): PortSet {
    return this.sets[number] ?? PortSet.none;
  }

  union(a: number, b: number): number {
    if (a === b || b === PortTable.NONE || a === PortTable.ALL) return a;
    if (a === PortTable.NONE || b === PortTable.ALL) return b;
    return this.remember(this.unions, a, b, () => this.setOf(a).union(this.setOf(b)));
  }

  intersect(a: number, b: number): number {
    if (a === b || a === PortTable.NONE || b === PortTable.ALL) return a;
    if (b === PortTable.NONE || a === PortTable.ALL) return b;
    return this.remember(this.meets, a, b, () => this.setOf(a).intersect(this.setOf(b)));
  }

  private remember(
    table: Map<number, Map<number, number>>,
    a: number,
    b: number,
    make: () => PortSet,
  ): number {
    let row = table.get(a);
    if (row === undefined) table.set(a, (row = new Map<number, number>()));
    let result = row.get(b);
    if (result === undefined) row.set(b, (result = this.numberOf(make())));
    return result;
  }
}
