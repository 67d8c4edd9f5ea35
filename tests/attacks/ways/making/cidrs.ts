import type { Random } from "../../random";

/** All IPv4 addresses in so many blocks of unlike sizes. */
export function everythingIn(random: Random, count: number): string[] {
  const blocks: { start: number; bits: number }[] = [{ start: 0, bits: 0 }];
  while (blocks.length < count) {
    const [whole] = blocks.splice(random.int(0, blocks.length - 1), 1);
    if (whole === undefined) break;
    const bits = whole.bits + 1;
    blocks.push({ start: whole.start, bits }, { start: whole.start + 2 ** (32 - bits), bits });
  }
  return random.shuffle(blocks.map(({ start, bits }) => `${dotted(start)}/${String(bits)}`));
}

const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => String(Math.floor(value / 2 ** shift) % 256)).join(".");

/** One public block, of whatever size. */
export function publicBlock(random: Random): string {
  const first = random.pick([1, 8, 13, 34, 52, 93, 142, 185, 216]);
  return random.pick([
    `${String(first)}.0.0.0/8`,
    `${String(first)}.${String(random.int(0, 255))}.0.0/16`,
    `${String(first)}.${String(random.int(0, 255))}.${String(random.int(0, 255))}.${String(random.int(1, 254))}/32`,
  ]);
}
