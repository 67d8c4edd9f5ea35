import { blockOnLine, pointOf, textAt, WHOLE_LINE } from "./address-line";
import { combine, inBoth, inEither, onlyInFirst, stretches, type Cuts } from "./cuts";
import { InvalidAddress } from "./invalid-address";

/** A set of addresses of both families. */
export class AddressSet {
  static readonly none = new AddressSet([]);

  /** Of points on the line of `address-line.ts`. */
  constructor(readonly cuts: Cuts<bigint>) {}

  /** @throws InvalidAddress for anything but a block in plain text that begins where it says */
  static parse(cidr: string): AddressSet {
    return new AddressSet(blockOnLine(cidr));
  }

  /** Both ends included. @throws InvalidAddress when an end is none, or they are in the wrong order */
  static range(first: string, last: string): AddressSet {
    const [start, end] = [pointOf(first), pointOf(last)];
    if (end < start || first.includes(":") !== last.includes(":"))
      throw new InvalidAddress(
        `"${first}-${last}" is no range. Write the lower address first, and both of one family.`,
      );
    return new AddressSet([start, end + 1n]);
  }

  static everything(): AddressSet {
    return new AddressSet(WHOLE_LINE);
  }

  get isEmpty(): boolean {
    return this.cuts.length === 0;
  }

  union(other: AddressSet): AddressSet {
    return new AddressSet(combine(this.cuts, other.cuts, inEither));
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(combine(this.cuts, other.cuts, inBoth));
  }

  minus(other: AddressSet): AddressSet {
    return new AddressSet(combine(this.cuts, other.cuts, onlyInFirst));
  }

  contains(other: AddressSet): boolean {
    return other.minus(this).isEmpty;
  }

  /** `10.0.0.0-10.0.0.255`, IPv4 first, each as long as it can be; `textOf` may keep what was asked before. */
  ranges(textOf: (point: bigint) => string = textAt): string[] {
    return stretches(this.cuts).map(([start, end]) => `${textOf(start)}-${textOf(end - 1n)}`);
  }
}
