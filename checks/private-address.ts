import { BlockList, isIPv6 } from "node:net";

/** RFC 1918 and RFC 4193: what no router of the internet forwards. */
const ranges = [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["fc00::", 7],
] as const;

/** The ranges as a message names them. */
export const privateRanges = ranges.map(([net, bits]) => `${net}/${String(bits)}`).join(", ");

/** @param cidr as the schema has checked it */
export function isPrivate(cidr: string): boolean {
  const [address = "", bits] = cidr.split("/");
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  return ranges.some(([net, least]) => {
    const range = new BlockList();
    range.addSubnet(net, least, isIPv6(net) ? "ipv6" : "ipv4");
    return Number(bits) >= least && range.check(address, family);
  });
}
