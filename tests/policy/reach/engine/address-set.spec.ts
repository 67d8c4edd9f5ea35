import assert from "node:assert/strict";
import fc from "fast-check";

import { AddressSet } from "../../../../policy/reach/sets/address-set";
import { InvalidAddress } from "../../../../policy/reach/sets/invalid-address";

const of = (...cidrs: string[]) =>
  cidrs.reduce((sum, cidr) => sum.union(AddressSet.parse(cidr)), AddressSet.none);
const refuses = (cidr: string, message: RegExp) => {
  assert.throws(
    () => AddressSet.parse(cidr),
    (error) => error instanceof InvalidAddress && message.test(error.message),
    cidr,
  );
};
/** Small blocks of both families, so that they often meet. */
const blocks = fc.array(
  fc
    .tuple(fc.constantFrom("10.0.0.", "2001:db8::"), fc.nat(15), fc.nat(4))
    .map(([net, n, bits]) => {
      const start = (n >> bits) << bits;
      return net === "10.0.0."
        ? `${net}${start}/${32 - bits}`
        : `${net}${start.toString(16)}/${128 - bits}`;
    }),
  { maxLength: 6 },
);
const points = ["10.0.0.", "2001:db8::"].flatMap((net) =>
  Array.from({ length: 17 }, (_, n) =>
    of(net === "10.0.0." ? `${net}${n}/32` : `${net}${n.toString(16)}/128`),
  ),
);

describe("a set of addresses", () => {
  it("takes a block to its first and last address", () => {
    assert.deepEqual(of("10.20.0.0/22").ranges(), ["10.20.0.0-10.20.3.255"]);
    assert.deepEqual(of("10.20.0.11/32").ranges(), ["10.20.0.11-10.20.0.11"]);
    assert.deepEqual(of("2001:db8::/126").ranges(), ["2001:db8::-2001:db8::3"]);
  });

  it("is everything in both families", () => {
    const whole = ["0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"];
    assert.deepEqual(AddressSet.everything().ranges(), whole);
    assert.deepEqual(of("0.0.0.0/0", "::/0").ranges(), whole);
  });

  it("finds everything in halves of it, which no single block shows", () => {
    const halves = of("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1");
    assert.ok(halves.contains(AddressSet.everything()));
    assert.ok(!halves.minus(of("9.9.9.9/32")).contains(AddressSet.everything()));
  });

  it("holds nothing of IPv6 where only IPv4 is named", () => {
    assert.deepEqual(AddressSet.everything().minus(of("0.0.0.0/0")).ranges(), [
      "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ]);
  });

  it("writes IPv6 as RFC 5952 has it: lower case, the first longest run of zeros short", () => {
    const first = (cidr: string) => of(cidr).ranges()[0]?.split("-")[0];
    assert.equal(first("2001:DB8:0:0:1:0:0:1/128"), "2001:db8::1:0:0:1");
    assert.equal(first("1:0:0:2:0:0:0:3/128"), "1:0:0:2::3");
    assert.equal(first("2001:db8:0:1:1:1:1:1/128"), "2001:db8:0:1:1:1:1:1");
    assert.equal(first("2001:0db8::0001/128"), "2001:db8::1");
  });

  it("takes a range by its ends", () => {
    assert.deepEqual(AddressSet.range("10.0.0.9", "10.0.1.2").ranges(), ["10.0.0.9-10.0.1.2"]);
    assert.throws(() => AddressSet.range("10.0.0.9", "10.0.0.8"), InvalidAddress);
    assert.throws(() => AddressSet.range("10.0.0.9", "2001:db8::1"), InvalidAddress);
  });

  it("refuses text that programs read differently, and takes the plain one beside it", () => {
    refuses("010.0.0.0/8", /no IPv4 or IPv6 address/);
    refuses("10.1/16", /no IPv4 or IPv6 address/);
    refuses("fe80::1%eth0/128", /without leading zeros or a zone/);
    refuses("::ffff:10.0.0.1/128", /IPv4 address in the dress of IPv6/);
    refuses("::ffff:a00:1/128", /IPv4 address in the dress of IPv6/);
    refuses("64:ff9b::10.0.0.1/128", /IPv4 address in the dress of IPv6/);
    for (const plain of [
      "10.0.0.0/8",
      "10.1.0.0/16",
      "fe80::1/128",
      "10.0.0.1/32",
      "64:ff9b::a00:1/128",
    ])
      assert.ok(!of(plain).isEmpty);
  });

  it("refuses a block that does not begin where it says, and names the one that does", () => {
    refuses(
      "10.20.0.11/24",
      /is not the start of its block. Write 10\.20\.0\.0\/24, or 10\.20\.0\.11\/32/,
    );
    refuses("2001:db8::1/64", /Write 2001:db8::\/64/);
    assert.deepEqual(of("10.20.0.0/24").ranges(), ["10.20.0.0-10.20.0.255"]);
  });

  it("refuses a prefix length that is missing, odd or too long", () => {
    for (const text of [
      "10.0.0.0",
      "10.0.0.0/",
      "10.0.0.0/08",
      "10.0.0.0/33",
      "::/129",
      "10.0.0.0/8/8",
      "10.0.0.0/-1",
    ])
      refuses(text, /no prefix length of 0 to (32|128)/);
    refuses("", /no IPv4 or IPv6 address/);
    refuses("example.org/32", /no IPv4 or IPv6 address/);
  });

  it("adds, subtracts and meets as its single addresses do", () => {
    fc.assert(
      fc.property(blocks, blocks, (one, two) => {
        const [a, b] = [of(...one), of(...two)];
        for (const point of points) {
          const [inA, inB] = [a.contains(point), b.contains(point)];
          assert.equal(
            inA,
            one.some((cidr) => of(cidr).contains(point)),
          );
          assert.equal(a.union(b).contains(point), inA || inB);
          assert.equal(a.intersect(b).contains(point), inA && inB);
          assert.equal(a.minus(b).contains(point), inA && !inB);
        }
        assert.equal(a.contains(b), b.minus(a).isEmpty);
        assert.deepEqual(a.minus(b).union(a.intersect(b)).ranges(), a.ranges());
      }),
    );
  });
});
