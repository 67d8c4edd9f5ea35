import { combine, inBoth, inEither, onlyInFirst, stretches, type Cuts } from "./cuts";

/** In the order in which they are printed. */
export const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;

export type Protocol = (typeof PROTOCOLS)[number];

// All ports lie on one line, protocol by protocol; port 0 is no port, so neighbours never touch.
const SPAN = 65536;

/** A set of ports, 1 to 65535 of each protocol. */
export class PortSet {
  static readonly none = new PortSet([]);
  static readonly all = new PortSet(
    PROTOCOLS.flatMap((_, index) => [index * SPAN + 1, (index + 1) * SPAN]),
  );

  private constructor(private readonly cuts: Cuts<number>) {}

  /** Both ends included. @throws RangeError when the ends are no ports or in the wrong order */
  static of(protocol: Protocol, from: number, to = from): PortSet {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to < from || to >= SPAN)
      throw new RangeError(`${from}-${to} are no ports: they go from 1 to 65535, lower one first`);
    const start = PROTOCOLS.indexOf(protocol) * SPAN;
    return new PortSet([start + from, start + to + 1]);
  }

  get isEmpty(): boolean {
    return this.cuts.length === 0;
  }

  /** The same for equal sets, and for no others. */
  get key(): string {
    return this.cuts.join();
  }

  union(other: PortSet): PortSet {
    return new PortSet(combine(this.cuts, other.cuts, inEither));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(combine(this.cuts, other.cuts, inBoth));
  }

  minus(other: PortSet): PortSet {
    return new PortSet(combine(this.cuts, other.cuts, onlyInFirst));
  }

  contains(other: PortSet): boolean {
    return other.minus(this).isEmpty;
  }

  /** `80`, `80-90`, or `1-65535` for all of a protocol. */
  rows(): { protocol: Protocol; ports: string }[] {
    return stretches(this.cuts).flatMap(([start, end]) => {
      const protocol = PROTOCOLS[Math.floor(start / SPAN)];
      const [first, last] = [start % SPAN, (end - 1) % SPAN];
      const ports = first === last ? String(first) : `${first}-${last}`;
      return protocol === undefined ? [] : [{ protocol, ports }];
    });
  }

  /** `TCP 80, TCP 443-445`, for messages. */
  toString(): string {
    if (this.isEmpty) return "no ports";
    if (this.key === PortSet.all.key) return "all ports";
    return this.rows()
      .map(({ protocol, ports }) => `${protocol} ${ports}`)
      .join(", ");
  }
}
