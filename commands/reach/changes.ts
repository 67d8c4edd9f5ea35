import { AddressSet } from "../../policy/reach/sets/address-set";
import type { OutsidePart } from "../../policy/reach/outside";
import { PortSet } from "../../policy/reach/sets/port-set";
import type { Reachability } from "../../policy/reach/reachability";
import type { Row } from "../../policy/reach/rows";
import { titleOf, type Workload } from "../../policy/reach/workload";

/** One side of a comparison. */
interface Side {
  readonly cluster: { readonly workloads: readonly Workload[] };
  readonly reachability: Reachability;
}

/**
 * What is open in `now` and was not in `before`, as sets of ports and addresses: a rule that is written in
 * another way opens nothing. A workload that is new opens all that it reaches. Sorted.
 */
export function changesOf(before: Side, now: Side): Row[] {
  const known = new Map(before.cluster.workloads.map((each) => [titleOf(each), each]));
  const { workloads } = now.cluster;
  const portsBefore = (from: Workload, to: Workload): PortSet => {
    const [src, dst] = [known.get(titleOf(from)), known.get(titleOf(to))];
    return src && dst ? before.reachability.between(src, dst) : PortSet.none;
  };
  const rows = workloads.flatMap((workload) => {
    const title = titleOf(workload);
    const was = known.get(title);
    const inside = workloads
      .filter((other) => other !== workload)
      .flatMap((other) => {
        const open = now.reachability.between(workload, other);
        if (open.isEmpty) return [];
        const ports = open.minus(portsBefore(workload, other)).rows();
        return ports.map((each) => ({ src: title, dst: titleOf(other), ...each }));
      });
    const [out, into] = (["outbound", "inbound"] as const).map((direction) =>
      beyond(now.reachability[direction](workload), was ? before.reachability[direction](was) : []),
    );
    return [
      ...inside,
      ...(out ?? []).map(({ range, ...ports }) => ({ src: title, dst: range, ...ports })),
      ...(into ?? []).map(({ range, ...ports }) => ({ src: range, dst: title, ...ports })),
    ];
  });
  return rows.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ src, dst, protocol, ports }: Row): string =>
  [src, dst, protocol, ports.padStart(11)].join(" ");

function beyond(now: readonly OutsidePart[], before: readonly OutsidePart[]) {
  const open = new Map<string, { row: Pick<Row, "protocol" | "ports">; addresses: AddressSet }>();
  for (const { addresses, ports } of now.flatMap((part) => before.reduce(without, [part])))
    for (const row of ports.rows()) {
      const key = `${row.protocol} ${row.ports}`;
      const known = open.get(key)?.addresses ?? AddressSet.none;
      open.set(key, { row, addresses: known.union(addresses) });
    }
  return [...open.values()].flatMap(({ row, addresses }) =>
    addresses.ranges().map((range) => ({ range, ...row })),
  );
}

/** The parts, less what one part of the other side has open. */
const without = (parts: readonly OutsidePart[], { addresses, ports }: OutsidePart): OutsidePart[] =>
  parts
    .flatMap((part) => [
      { addresses: part.addresses.minus(addresses), ports: part.ports },
      { addresses: part.addresses.intersect(addresses), ports: part.ports.minus(ports) },
    ])
    .filter((part) => !part.addresses.isEmpty && !part.ports.isEmpty);
