import { PortSet, type Protocol } from "./sets/port-set";
import type { Reachability } from "./reachability";
import { RowTexts, type Line } from "./row-texts";
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
export const rowsOf = (reachability: Reachability, workloads: readonly Workload[]): Row[] =>
  [...rowsBySource(reachability, workloads)].flat();

/** The same, source by source: of a large set there are more than fit into memory. */
export function* rowsBySource(
  reachability: Reachability,
  workloads: readonly Workload[],
): Generator<Row[]> {
  const texts = new RowTexts();
  // In the order of titles most rows are in order as they are made, which makes the sorting cheap.
  const ends = workloads
    .map((workload) => ({ workload, title: titleOf(workload) }))
    .sort((a, b) => inOrder(a.title, b.title));
  const open = reachability.pairs(ends.map(({ workload }) => workload));
  const rowsFrom = (from: number, workload: Workload, src: string): Row[] => {
    const rows: Row[] = [];
    ends.forEach(({ title }, to) => {
      const ports = from === to ? PortSet.none : open(from, to);
      if (ports.isEmpty) return;
      for (const line of texts.lines(ports)) rows.push(row(src, title, line));
    });
    for (const [dst, line] of texts.outside(reachability.outbound(workload)))
      rows.push(row(src, dst, line));
    return rows.sort(compare);
  };
  const inbound = new Map<string, Row[]>();
  for (const { workload, title } of ends)
    for (const [src, line] of texts.outside(reachability.inbound(workload))) {
      const rows = inbound.get(src);
      if (rows === undefined) inbound.set(src, [row(src, title, line)]);
      else rows.push(row(src, title, line));
    }
  const sources = [
    ...ends.map(({ workload, title }, from) => ({
      src: title,
      rows: () => rowsFrom(from, workload, title),
    })),
    ...[...inbound].map(([src, rows]) => ({ src, rows: () => rows.sort(compare) })),
  ];
  for (const { rows } of sources.sort((a, b) => inOrder(a.src, b.src))) yield rows();
}

const row = (src: string, dst: string, { protocol, ports }: Line): Row => ({
  src,
  dst,
  protocol,
  ports,
});

const compare = (a: Row, b: Row): number =>
  inOrder(a.dst, b.dst) ||
  inOrder(a.protocol, b.protocol) ||
  parseInt(a.ports) - parseInt(b.ports) ||
  inOrder(a.ports, b.ports);

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
