import type { Row } from "../../policy/reach/rows";

/** Rows in order, as sources with their destinations, each with all its ports as text: `TCP 53, UDP 53`. */
export function portsByPair(rows: readonly Row[]): Map<string, Map<string, string>> {
  const pairs = new Map<string, Map<string, string[]>>();
  for (const { src, dst, protocol, ports } of rows) {
    const from = pairs.get(src) ?? new Map<string, string[]>();
    pairs.set(src, from);
    from.set(dst, [...(from.get(dst) ?? []), `${protocol} ${ports}`]);
  }
  return new Map(
    [...pairs].map(([src, to]) => [
      src,
      new Map([...to].map(([dst, ports]) => [dst, textOf(ports)] as const)),
    ]),
  );
}

const textOf = (ports: readonly string[]): string =>
  ports.length === 3 && ports.every((each) => each.endsWith(" 1-65535"))
    ? "all ports"
    : ports.join(", ");
