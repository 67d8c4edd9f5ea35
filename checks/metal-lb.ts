import { contains, overlap, rangeOf } from "../metallb/address-range";
import type { MetalLb } from "../schema/metal-lb";
import type { Path } from "../schema/path";
import type { CheckedPart } from "../schema/platform";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";
import { isPrivate, privateRanges } from "./private-address";

/** A check of the stack's MetalLB, where it has one; the paths of its problems start there. */
const ofMetalLb =
  (look: (metalLb: MetalLb, platform: CheckedPart) => Problem[]): Check =>
  (platform) =>
    platform.metalLb === undefined
      ? []
      : look(platform.metalLb, platform).map((problem) => ({
          ...problem,
          path: ["metalLb", ...problem.path],
        }));

/** The ranges of all pools, in the order of the stack file; one that ends before it starts holds nothing. */
const spans = ({ pools }: MetalLb) =>
  pools
    .flatMap(({ name, addresses }, pool) =>
      addresses.map((text, index) => ({
        pool: name,
        text,
        range: rangeOf(text),
        path: ["pools", pool, "addresses", index] satisfies Path,
      })),
    )
    .filter(({ range }) => range.first <= range.last);

/** Two objects of one kind cannot have one name. */
export const poolsHaveNamesOfTheirOwn = ofMetalLb(({ pools }) =>
  pools.flatMap(({ name }, index) => {
    const first = pools.findIndex((pool) => pool.name === name);
    if (first === index) return [];
    const message = `is the name of pool ${String(first + 1)} already; choose another name, or put the addresses into that pool`;
    return [{ path: ["pools", index, "name"], message }];
  }),
);

/** MetalLB takes no pool with a range that runs backwards. */
export const rangesStartBeforeTheyEnd = ofMetalLb(({ pools }) =>
  pools.flatMap(({ addresses }, pool) =>
    addresses.flatMap((text, index) => {
      const { first, last } = rangeOf(text);
      if (first <= last) return [];
      const [from = "", to = ""] = text.split("-");
      const message = `is a range whose last address is before its first; write ${to}-${from}`;
      return [{ path: ["pools", pool, "addresses", index], message }];
    }),
  ),
);

/** One address cannot be given away twice. */
export const poolsDoNotOverlap = ofMetalLb((metalLb) =>
  spans(metalLb).flatMap(({ range, path }, index, all) => {
    const other = all.slice(0, index).find((earlier) => overlap(earlier.range, range));
    if (other === undefined) return [];
    const message = `is a range that overlaps ${other.text} of pool "${other.pool}"; each address may be in one range only`;
    return [{ path, message }];
  }),
);

/** Whoever answers for an address of the internet, answers to the internet. */
export const prodPoolsArePrivate = ofMetalLb((metalLb, { environment }) =>
  environment !== "prod"
    ? []
    : spans(metalLb)
        .filter(({ range }) => !isPrivate(range))
        .map(({ path }) => ({
          path,
          message: `is not inside a private range, and prod is not on the internet; write addresses inside ${privateRanges}`,
        })),
);

/** What somebody else has cannot be given away; a node's address even less so. */
export const poolsHoldNoAddressInUse = ofMetalLb((metalLb, { cluster }) => {
  const used = [
    ...(cluster?.nodes ?? []).map(({ name, address }) => ({ whose: `node ${name}`, address })),
    ...(cluster?.taken ?? []).flatMap(({ name, address }) =>
      address === undefined ? [] : [{ whose: `"${name}" in cluster.taken`, address }],
    ),
  ];
  return spans(metalLb).flatMap(({ range, path }) =>
    used
      .filter(({ address }) => contains(range, rangeOf(address)))
      .map(({ whose, address }) => ({
        path,
        message: `is a range with ${address} in it, the address of ${whose}; leave that out`,
      })),
  );
});
