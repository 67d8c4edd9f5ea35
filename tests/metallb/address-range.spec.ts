import assert from "node:assert/strict";
import { BlockList, isIPv4 } from "node:net";
import fc from "fast-check";

import { isPrivate } from "../../checks/private-address";
import { contains, overlap, rangeOf, type Range } from "../../metallb/address-range";

const v4 = fc.ipV4();
const v6 = fc.ipV6();
const cidr4 = fc.tuple(v4, fc.integer({ min: 1, max: 32 })).map(([net, bits]) => ({ net, bits }));
const cidr6 = fc.tuple(v6, fc.integer({ min: 1, max: 128 })).map(([net, bits]) => ({ net, bits }));
const text = ({ net, bits }: { net: string; bits: number }) => `${net}/${String(bits)}`;
const anyRange = fc.oneof(cidr4.map(text), cidr6.map(text), v4, v6).map(rangeOf);

/** Node's own arithmetic. */
const blocks = ({ net, bits }: { net: string; bits: number }) => {
  const list = new BlockList();
  list.addSubnet(net, bits, isIPv4(net) ? "ipv4" : "ipv6");
  return list;
};

describe("a range of addresses", () => {
  it("is read from one address, a CIDR, and a first and last address", () => {
    const range = (family: 4 | 6, first: bigint, last: bigint): Range => ({ family, first, last });
    const known: [string, Range][] = [
      ["10.20.0.100", range(4, 0x0a140064n, 0x0a140064n)],
      ["10.20.0.100-10.20.0.120", range(4, 0x0a140064n, 0x0a140078n)],
      ["10.20.0.0/24", range(4, 0x0a140000n, 0x0a1400ffn)],
      ["10.20.0.77/24", range(4, 0x0a140000n, 0x0a1400ffn)],
      ["fd00::1", range(6, (0xfd00n << 112n) + 1n, (0xfd00n << 112n) + 1n)],
      ["fd00::/127", range(6, 0xfd00n << 112n, (0xfd00n << 112n) + 1n)],
      ["::-::ffff", range(6, 0n, 0xffffn)],
      [
        "1:2:3:4:5:6:7:8",
        range(6, 0x00010002000300040005000600070008n, 0x00010002000300040005000600070008n),
      ],
    ];
    for (const [written, expected] of known) assert.deepEqual(rangeOf(written), expected, written);
  });

  it("is that of IPv4 where IPv4 is written as IPv6", () => {
    assert.deepEqual(rangeOf("::ffff:10.20.0.1"), rangeOf("10.20.0.1"));
    assert.deepEqual(rangeOf("::ffff:10.20.0.0/120"), rangeOf("10.20.0.0/24"));
    assert.equal(rangeOf("::fffe:10.20.0.1").family, 6);
  });

  it("holds the same addresses as Node says", () => {
    fc.assert(
      fc.property(cidr4, v4, (cidr, address) => {
        const held = contains(rangeOf(text(cidr)), rangeOf(address));
        assert.equal(held, blocks(cidr).check(address));
      }),
    );
    fc.assert(
      fc.property(cidr6, v6, (cidr, address) => {
        const held = contains(rangeOf(text(cidr)), rangeOf(address));
        const mapped = rangeOf(address).family === 4 || rangeOf(text(cidr)).family === 4;
        if (!mapped) assert.equal(held, blocks(cidr).check(address, "ipv6"));
      }),
    );
  });

  it("overlaps another exactly when some address is in both", () => {
    fc.assert(
      fc.property(anyRange, anyRange, (one, other) => {
        const both = overlap(one, other);
        assert.equal(both, overlap(other, one));
        // Of two that overlap, one starts inside the other.
        const startsIn = (outer: Range, inner: Range) =>
          contains(outer, { ...inner, last: inner.first });
        assert.equal(both, startsIn(one, other) || startsIn(other, one));
      }),
    );
  });

  it("overlaps itself and all that it contains", () => {
    fc.assert(
      fc.property(anyRange, anyRange, (one, other) => {
        assert.ok(overlap(one, one) && contains(one, one));
        if (contains(one, other)) assert.ok(overlap(one, other));
      }),
    );
  });

  it("never overlaps one of the other family", () => {
    assert.equal(overlap(rangeOf("0.0.0.0-255.255.255.255"), rangeOf("::/1")), false);
    assert.equal(contains(rangeOf("::/1"), rangeOf("10.0.0.1")), false);
  });

  it("is private when all of it is, to the last address", () => {
    for (const inside of ["10.0.0.0/8", "172.31.255.255", "192.168.1.0-192.168.1.9", "fd00::/64"])
      assert.ok(isPrivate(rangeOf(inside)), inside);
    for (const outside of [
      "10.0.0.0/7",
      "172.32.0.0",
      "192.168.255.0-192.169.0.0",
      "2001:db8::/64",
    ])
      assert.ok(!isPrivate(rangeOf(outside)), outside);
  });
});
