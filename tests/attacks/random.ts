/** Numbers that follow from a seed alone, so that a seed tells a whole attack again. */
export class Random {
  constructor(private state: number) {}

  /** Whole, from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @throws Error where there is nothing to pick from */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0)
      throw new Error("nothing to pick from: the stack lacks what the way needs");
    return list[this.int(0, list.length - 1)] as T;
  }

  /** True in so many of 100 cases. */
  maybe(percent = 50): boolean {
    return this.int(1, 100) <= percent;
  }

  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, order: this.next() }))
      .sort((one, other) => one.order - other.order)
      .map(({ item }) => item);
  }

  /** Lower case letters, as a name or a label may begin and end with. */
  word(length = 6): string {
    return Array.from({ length }, () => String.fromCharCode(this.int(97, 122))).join("");
  }

  /** From 0 to less than 1. Neighbouring seeds have nothing in common. */
  private next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let bits = this.state ^ (this.state >>> 16);
    bits = Math.imul(bits, 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  }
}
