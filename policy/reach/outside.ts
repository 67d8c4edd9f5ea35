import { AddressSet } from "./sets/address-set";
import type { NetworkPolicy, Rule } from "./policies/network-policy";
import type { PortSet } from "./sets/port-set";
import { PortTable } from "./port-table";

/** Addresses that are all open on the same ports. */
export interface OutsidePart {
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

/** What rules say of addresses. Where blocks begin and end is put in order once, for all rules of a set. */
export class Outside {
  private readonly points: readonly bigint[];
  /** The places of a rule's points in that order: of a beginning, of its end, and so forth. */
  private readonly places: ReadonlyMap<Rule, readonly number[]>;

  constructor(
    policies: readonly NetworkPolicy[],
    private readonly table: PortTable,
  ) {
    const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
    const cuts = rules.map((rule) => [rule, addressesOf(rule).cuts] as const);
    this.points = [...new Set(cuts.flatMap(([, each]) => each))].sort((a, b) => (a < b ? -1 : 1));
    const places = new Map(this.points.map((point, place) => [point, place]));
    this.places = new Map(
      cuts.map(([rule, each]) => [rule, each.map((point) => places.get(point) ?? 0)]),
    );
  }

  /** Rules and their ports, as numbers of the table, added up to parts that do not meet. */
  parts(rules: readonly { readonly rule: Rule; readonly ports: number }[]): OutsidePart[] {
    const { table } = this;
    const steps = rules.flatMap(({ rule, ports }) => this.stepsOf(rule, ports));
    steps.sort((a, b) => a.place - b.place);
    const depths = new Map<number, number>();
    const cuts = new Map<number, bigint[]>();
    let before = PortTable.NONE;
    steps.forEach(({ place, ports, change }, index) => {
      const depth = (depths.get(ports) ?? 0) + change;
      if (depth === 0) depths.delete(ports);
      else depths.set(ports, depth);
      if (steps[index + 1]?.place === place) return;
      let now = PortTable.NONE;
      for (const number of depths.keys()) now = table.union(now, number);
      if (now === before) return;
      const point = this.points[place] ?? 0n;
      cut(cuts, before, point);
      cut(cuts, now, point);
      before = now;
    });
    cuts.delete(PortTable.NONE);
    return [...cuts].map(([number, each]) => ({
      addresses: new AddressSet(each),
      ports: table.setOf(number),
    }));
  }

  private stepsOf(rule: Rule, ports: number): Step[] {
    const places = this.places.get(rule) ?? [];
    return places.map((place, index) => ({ place, ports, change: index % 2 === 0 ? 1 : -1 }));
  }
}

/** A place on the line of addresses where one more rule with these ports begins to hold, or one ends. */
interface Step {
  readonly place: number;
  readonly ports: number;
  readonly change: 1 | -1;
}

function cut(cuts: Map<number, bigint[]>, ports: number, point: bigint): void {
  const known = cuts.get(ports);
  if (known === undefined) cuts.set(ports, [point]);
  else known.push(point);
}

/** Everything for everyone; nothing for peers that are pods. */
export const addressesOf = ({ peers }: Rule): AddressSet =>
  peers === "everyone"
    ? AddressSet.everything()
    : peers.reduce(
        (sum, peer) => ("block" in peer ? sum.union(peer.block.addresses) : sum),
        AddressSet.none,
      );
