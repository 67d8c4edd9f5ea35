import type { OutsidePart } from "./outside";
import { textAt } from "./sets/address-line";
import { AddressSet } from "./sets/address-set";
import type { PortSet, Protocol } from "./sets/port-set";

/** What a row says of ports. */
export interface Line {
  readonly protocol: Protocol;
  readonly ports: string;
}

/** Sets in the words of rows, each put into words once: many rows tell of the same. */
export class RowTexts {
  private readonly known = new Map<PortSet, readonly Line[]>();
  private readonly addresses = new Map<bigint, string>();

  /** In the order in which rows come. */
  lines(ports: PortSet): readonly Line[] {
    let lines = this.known.get(ports);
    if (lines === undefined)
      this.known.set(
        ports,
        // Those of one protocol are in order.
        (lines = ports
          .rows()
          .sort((a, b) => Number(a.protocol > b.protocol) - Number(a.protocol < b.protocol))),
      );
    return lines;
  }

  /** Parts of other ports may be neighbours that share a row, as with TCP 80 beside TCP 80 and UDP 53. */
  *outside(parts: readonly OutsidePart[]): Generator<readonly [range: string, line: Line]> {
    const open = new Map<string, { line: Line; addresses: AddressSet }>();
    for (const { addresses, ports } of parts)
      for (const line of this.lines(ports)) {
        const key = `${line.protocol} ${line.ports}`;
        const before = open.get(key)?.addresses ?? AddressSet.none;
        open.set(key, { line, addresses: before.union(addresses) });
      }
    for (const { line, addresses } of open.values())
      for (const range of addresses.ranges((point) => this.textAt(point))) yield [range, line];
  }

  private textAt(point: bigint): string {
    let text = this.addresses.get(point);
    if (text === undefined) this.addresses.set(point, (text = textAt(point)));
    return text;
  }
}
