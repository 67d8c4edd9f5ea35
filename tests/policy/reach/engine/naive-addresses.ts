import type { Feature, RawBlock } from "./raw-policy";

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

interface Block {
  readonly family: 4 | 6;
  readonly network: bigint;
  readonly mask: bigint;
}

/** Whether an address is in a block and in none of its exceptions. */
export function covers(
  { cidr, except = [] }: RawBlock,
  text: string,
  touch: (feature: Feature) => void,
): boolean {
  const address = read(text);
  touch(address.family === 4 ? "IPv4" : "IPv6");
  if (!holds(cidr, address)) return false;
  return !except.some((part) => {
    touch("except");
    return holds(part, address);
  });
}

/** Whether a block has an address in one of the others: if so, the lowest one is where some block begins or has ended. */
export function overlaps({ cidr, except = [] }: RawBlock, others: readonly string[]): boolean {
  const starts = [cidr, ...others].map((text) => boundsOf(text)[0]);
  const behind = except.flatMap((text) => boundsOf(text)[1] ?? []);
  return [...starts, ...behind].some(
    (address) =>
      holds(cidr, address) &&
      !except.some((text) => holds(text, address)) &&
      others.some((text) => holds(text, address)),
  );
}

/** The addresses at the edges of a block: first, last, and their neighbours outside. */
export function edgesOf(cidr: string): string[] {
  const { family, network, mask } = block(cidr);
  const size = sizeOf(family) - mask;
  return [network - 1n, network, network + size - 1n, network + size]
    .filter((value) => value >= 0n && value < sizeOf(family))
    .map((value) => write({ family, value }));
}

function boundsOf(cidr: string): [first: Address, behind: Address | undefined] {
  const { family, network, mask } = block(cidr);
  const end = network + sizeOf(family) - mask;
  return [{ family, value: network }, end < sizeOf(family) ? { family, value: end } : undefined];
}

function holds(cidr: string, { family, value }: Address): boolean {
  const wanted = block(cidr);
  return wanted.family === family && (value & wanted.mask) === wanted.network;
}

const sizeOf = (family: 4 | 6): bigint => 1n << (family === 4 ? 32n : 128n);

function block(cidr: string): Block {
  const slash = cidr.indexOf("/");
  const { family, value } = read(cidr.slice(0, slash));
  const rest = BigInt(family === 4 ? 32 : 128) - BigInt(cidr.slice(slash + 1));
  const mask = ((sizeOf(family) - 1n) >> rest) << rest;
  return { family, network: value & mask, mask };
}

function read(text: string): Address {
  if (!text.includes(":"))
    return {
      family: 4,
      value: text.split(".").reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
    };
  const [left = "", right] = text.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const [before, after] = [groups(left), groups(right ?? "")];
  const gap = Array<string>(right === undefined ? 0 : 8 - before.length - after.length).fill("0");
  const all = [...before, ...gap, ...after];
  return {
    family: 6,
    value: all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n),
  };
}

/** IPv6 unshortened, so that nothing of RFC 5952 is taken for granted here. */
function write({ family, value }: Address): string {
  const [count, bits] = family === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from(
    { length: count },
    (_, index) => (value >> (BigInt(count - 1 - index) * bits)) & ((1n << bits) - 1n),
  );
  return parts.map((part) => part.toString(family === 4 ? 10 : 16)).join(family === 4 ? "." : ":");
}

/** Numbers that order addresses of one family, to look one up in a range that is printed as `a-b`. */
export function isInRange(address: string, range: string): boolean {
  const [first = "", last = ""] = range.split("-");
  const [at, low, high] = [read(address), read(first), read(last)];
  return at.family === low.family && at.value >= low.value && at.value <= high.value;
}
