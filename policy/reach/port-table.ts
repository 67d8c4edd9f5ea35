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
    const row = rowOf(this.unions, b);
    let sum = row.get(a);
    if (sum === undefined) row.set(a, (sum = this.numberOf(this.setOf(a).union(this.setOf(b)))));
    return sum;
  }

  intersect(a: number, b: number): number {
    if (a === b || a === PortTable.NONE || b === PortTable.ALL) return a;
    if (b === PortTable.NONE || a === PortTable.ALL) return b;
    const row = rowOf(this.meets, b);
    let meet = row.get(a);
    if (meet === undefined)
      row.set(a, (meet = this.numberOf(this.setOf(a).intersect(this.setOf(b)))));
    return meet;
  }
}

function rowOf(table: Map<number, Map<number, number>>, number: number): Map<number, number> {
  let row = table.get(number);
  if (row === undefined) table.set(number, (row = new Map<number, number>()));
  return row;
}
