import { AddressSet } from "./sets/address-set";
import type { OutsidePart } from "./outside";
import type { Protocol } from "./sets/port-set";
import type { Reachability } from "./reachability";
import { titleOf, type Workload } from "./workload";

/** One line of who can reach whom: workloads as `namespace/name[Kind]`, addresses as `a-b`. */
export interface Row {
  readonly src: string;
  readonly dst: string;
  readonly protocol: Protocol;
  /** `80`, `80-90` or `1-65535` */
  readonly ports: string;
}

/** All that is open between the workloads and with addresses outside, sorted; none of a workload to itself. */
export function rowsOf(reachability: Reachability, workloads: readonly Workload[]): Row[] {
  const rows = workloads.flatMap((workload) => {
    const title = titleOf(workload);
    const inside = workloads
      .filter((other) => other !== workload)
      .flatMap((other) =>
        reachability
          .between(workload, other)
          .rows()
          .map((ports) => ({ src: title, dst: titleOf(other), ...ports })),
      );
    return [
      ...inside,
      ...ranges(reachability.outbound(workload)).map(([dst, row]) => ({ src: title, dst, ...row })),
      ...ranges(reachability.inbound(workload)).map(([src, row]) => ({ src, dst: title, ...row })),
    ];
  });
  return rows.sort(compare);
}

type Ports = Pick<Row, "protocol" | "ports">;

// Parts of other ports may be neighbours that share a row, as with TCP 80 beside TCP 80 and UDP 53.
function ranges(parts: readonly OutsidePart[]): (readonly [range: string, row: Ports])[] {
  const open = new Map<string, { row: Ports; addresses: AddressSet }>();
  for (const { addresses, ports } of parts)
    for (const row of ports.rows()) {
      const key = `${row.protocol} ${row.ports}`;
      const before = open.get(key)?.addresses ?? AddressSet.none;
      open.set(key, { row, addresses: before.union(addresses) });
    }
  return [...open.values()].flatMap(({ row, addresses }) =>
    addresses.ranges().map((range) => [range, row] as const),
  );
}

const compare = (a: Row, b: Row): number =>
  inOrder(a.src, b.src) ||
  inOrder(a.dst, b.dst) ||
  inOrder(a.protocol, b.protocol) ||
  parseInt(a.ports) - parseInt(b.ports) ||
  inOrder(a.ports, b.ports);

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
