import { isIP } from "node:net";
import { fromByteArray, parse } from "ipaddr.js";

import { InvalidAddress } from "./invalid-address";

// All addresses lie on one line: IPv4 from 0, and IPv6 far enough behind it that the two never touch.
const IPV6 = 1n << 64n;

/** Both families whole, as cuts. */
export const WHOLE_LINE: readonly bigint[] = [0n, 1n << 32n, IPV6, IPV6 + (1n << 128n)];

/** The first point of a block on the line, and the first one after it. @throws InvalidAddress */
export function blockOnLine(cidr: string): readonly [start: bigint, end: bigint] {
  const [address = "", length = "", ...rest] = cidr.split("/");
  const start = pointOf(address, cidr);
  const most = start < IPV6 ? 32 : 128;
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > most)
    throw new InvalidAddress(
      `"${cidr}" has no prefix length of 0 to ${most}. Write one behind the address, as in ${address}/${most}.`,
    );
  const size = 1n << BigInt(most - Number(length));
  const within = start - (most === 32 ? 0n : IPV6);
  const excess = within % size;
  if (excess !== 0n)
    throw new InvalidAddress(
      `"${cidr}" is not the start of its block. Write ${textAt(start - excess)}/${length}, or ${address}/${most} for the one address.`,
    );
  return [start, start + size];
}

/** Where an address lies on the line; `quoted` is what messages call it. @throws InvalidAddress */
export function pointOf(address: string, quoted = address): bigint {
  // The library takes 010.0.0.1 and 10.1 too, and other programs read them otherwise; Node refuses them.
  if (isIP(address) === 0 || address.includes("%"))
    throw new InvalidAddress(
      `"${quoted}" is no IPv4 or IPv6 address. Write one as in 10.20.0.11 or 2001:db8::11, without leading zeros or a zone.`,
    );
  const bytes = parse(address).toByteArray();
  const value = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  if (bytes.length === 4) return value;
  if (value >> 32n === 0xffffn || address.includes("."))
    throw new InvalidAddress(
      `"${quoted}" is an IPv4 address in the dress of IPv6, which network plugins read differently. Write the IPv4 address itself, or plain IPv6.`,
    );
  return IPV6 + value;
}

/** The address at a point of the line; IPv6 as RFC 5952 has it. */
export function textAt(point: bigint): string {
  const [value, digits] = point < IPV6 ? [point, 8] : [point - IPV6, 32];
  return fromByteArray([
    ...Buffer.from(value.toString(16).padStart(digits, "0"), "hex"),
  ]).toString();
}
