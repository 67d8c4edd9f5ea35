/** A set of numbers from 0 to below a size that all sets in one calculation share, 32 to a word. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);

export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  if (size % 32 !== 0) bits[bits.length - 1] = (1 << (size % 32)) - 1;
  return bits;
}

export function addBit(bits: Bits, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (index & 31));
}

export function addAll(target: Bits, other: Bits): void {
  for (let word = 0; word < target.length; word++)
    target[word] = (target[word] ?? 0) | (other[word] ?? 0);
}

/** What is in both. */
export function meet(a: Bits, b: Bits): Bits {
  const both = a.slice();
  keepOnly(both, b);
  return both;
}

/** Adds what is in both of the others. */
export function addMeet(target: Bits, a: Bits, b: Bits): void {
  for (let word = 0; word < target.length; word++)
    target[word] = (target[word] ?? 0) | ((a[word] ?? 0) & (b[word] ?? 0));
}

export function keepOnly(target: Bits, other: Bits): void {
  for (let word = 0; word < target.length; word++)
    target[word] = (target[word] ?? 0) & (other[word] ?? 0);
}

export function removeAll(target: Bits, other: Bits): void {
  for (let word = 0; word < target.length; word++)
    target[word] = (target[word] ?? 0) & ~(other[word] ?? 0);
}

export function forEachBit(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1)
      visit(word * 32 + 31 - Math.clz32(rest & -rest));
}
