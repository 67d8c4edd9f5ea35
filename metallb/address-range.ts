import { isIPv4 } from "node:net";

/** All addresses from the first to the last, both included, as numbers. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** IPv4 addresses written as IPv6: MetalLB takes ::ffff:10.0.0.1 for 10.0.0.1. */
const mapped = { first: 0xffffn << 32n, last: (0xffffn << 32n) + 0xffffffffn };

/**
 * The addresses that a text stands for. In a CIDR the bits of the host do not count, as for MetalLB.
 * @param text one address, a CIDR, or first-last, as the schema has checked it; the last may be below the first
 */
export function rangeOf(text: string): Range {
  const [from = "", to = from] = text.split("-");
  const [address = "", length] = from.split("/");
  const family = isIPv4(address) ? 4 : 6;
  if (length === undefined) return normal({ family, first: number(from), last: number(to) });
  const size = 1n << BigInt((family === 4 ? 32 : 128) - Number(length));
  const first = (number(address) / size) * size;
  return normal({ family, first, last: first + size - 1n });
}

export const contains = (outer: Range, inner: Range): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

export const overlap = (one: Range, other: Range): boolean =>
  one.family === other.family && one.first <= other.last && other.first <= one.last;

const number = (address: string): bigint =>
  isIPv4(address) ? joined(address.split("."), 8n) : joined(groups(address), 16n);

/** The eight groups of an IPv6 address, as 0x numbers. The URL parser makes one spelling of all. */
function groups(address: string): string[] {
  const spelling = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = [], right = []] = spelling
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].map((group) => `0x${group}`);
}

const joined = (parts: readonly string[], bits: bigint): bigint =>
  parts.reduce((sum, part) => (sum << bits) + BigInt(part), 0n);

function normal({ family, first, last }: Range): Range {
  const inside = family === 6 && first >= mapped.first && last <= mapped.last;
  return inside
    ? { family: 4, first: first - mapped.first, last: last - mapped.first }
    : { family, first, last };
}
