import type { Peer } from "../../network/flow";
import type { Judged } from "./kinds";

/** A row that opens more than it did, and in what. */
interface Wider {
  readonly how: string;
  readonly row: Judged;
}

const world = { cidrs: ["0.0.0.0/0"] };

/** Each way in which a row can be made wider: all ports, all pods of a namespace, all addresses. */
export function widerThan(row: Judged): Wider[] {
  const { ports, ...anyPort } = row;
  const sides = (["from", "to"] as const).flatMap((side) => {
    const wider = widened(row[side]);
    if (wider === undefined) return [];
    const all = "cidrs" in wider ? "anywhere" : "all pods there";
    return [{ how: `${side} ${all}`, row: { ...row, [side]: wider } }];
  });
  return [...(ports ? [{ how: "on all ports", row: anyPort }] : []), ...sides];
}

function widened(peer: Peer): Peer | undefined {
  if ("cidrs" in peer) return peer.cidrs.some((cidr) => cidr.endsWith("/0")) ? undefined : world;
  const { labels, ...all } = peer;
  return labels && all;
}

/** The row without each of its ports in turn, where it has several. */
export const narrowerThan = (row: Judged): { readonly without: string; readonly row: Judged }[] => {
  const { ports = [] } = row;
  if (ports.length < 2) return [];
  return ports.map((left) => ({
    without: `${left.protocol} ${String(left.port)}`,
    row: { ...row, ports: ports.filter((port) => port !== left) },
  }));
};
