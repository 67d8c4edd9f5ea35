import { AddressSet } from "./sets/address-set";
import type { Rule } from "./policies/network-policy";
import type { PortSet } from "./sets/port-set";
import { PortTable } from "./port-table";

/** Addresses that are all open on the same ports. */
export interface OutsidePart {
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

/** What rules say of addresses, their ports as numbers of the table, added up to parts that do not meet. */
export function outsideParts(
  rules: readonly { readonly rule: Rule; readonly ports: number }[],
  table: PortTable,
): OutsidePart[] {
  const steps = rules.flatMap(({ rule, ports }) => stepsOf(rule, ports));
  steps.sort((a, b) => (a.point < b.point ? -1 : Number(a.point > b.point)));
  const depths = new Map<number, number>();
  const parts = new Map<number, bigint[]>();
  let before = PortTable.NONE;
  for (const [place, { point, ports, change }] of steps.entries()) {
    const depth = (depths.get(ports) ?? 0) + change;
    if (depth === 0) depths.delete(ports);
    else depths.set(ports, depth);
    if (steps[place + 1]?.point === point) continue;
    let now = PortTable.NONE;
    for (const number of depths.keys()) {
      now = table.union(now, number);
      if (now === PortTable.ALL) break;
    }
    if (now === before) continue;
    for (const changed of [before, now]) {
      const cuts = parts.get(changed);
      if (cuts === undefined) parts.set(changed, [point]);
      else cuts.push(point);
    }
    before = now;
  }
  parts.delete(PortTable.NONE);
  return [...parts].map(([number, cuts]) => ({
    addresses: new AddressSet(cuts),
    ports: table.setOf(number),
  }));
}

/** A place on the line of addresses where one more block with these ports begins, or one ends. */
interface Step {
  readonly point: bigint;
  readonly ports: number;
  readonly change: 1 | -1;
}

function stepsOf({ peers }: Rule, ports: number): Step[] {
  const blocks =
    peers === "everyone"
      ? [AddressSet.everything()]
      : peers.flatMap((peer) => ("block" in peer ? [peer.block.addresses] : []));
  return blocks.flatMap(({ cuts }) =>
    cuts.map((point, index): Step => ({ point, ports, change: index % 2 === 0 ? 1 : -1 })),
  );
}

/** Everything for everyone; nothing for peers that are pods. */
export const addressesOf = ({ peers }: Rule): AddressSet =>
  peers === "everyone"
    ? AddressSet.everything()
    : peers.reduce(
        (sum, peer) => ("block" in peer ? sum.union(peer.block.addresses) : sum),
        AddressSet.none,
      );
