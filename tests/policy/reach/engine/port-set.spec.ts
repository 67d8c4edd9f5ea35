import assert from "node:assert/strict";

import { PortSet } from "../../../../policy/reach/sets/port-set";

const http = PortSet.of("TCP", 80);

describe("a set of ports", () => {
  it("prints one port, a range, and all of a protocol", () => {
    assert.deepEqual(http.union(PortSet.of("UDP", 53, 90)).rows(), [
      { protocol: "TCP", ports: "80" },
      { protocol: "UDP", ports: "53-90" },
    ]);
    assert.deepEqual(
      PortSet.all.rows().map(({ protocol, ports }) => `${protocol} ${ports}`),
      ["TCP 1-65535", "UDP 1-65535", "SCTP 1-65535"],
    );
  });

  it("joins neighbours of one protocol, never of two", () => {
    const ends = PortSet.of("TCP", 65535).union(PortSet.of("UDP", 1));
    assert.equal(String(http.union(PortSet.of("TCP", 81, 90))), "TCP 80-90");
    assert.equal(String(ends), "TCP 65535, UDP 1");
  });

  it("reads in a message as a person would say it", () => {
    assert.equal(String(PortSet.of("TCP", 443).union(http)), "TCP 80, TCP 443");
    assert.equal(String(PortSet.all), "all ports");
    assert.equal(String(PortSet.none), "no ports");
  });

  it("subtracts and meets within a protocol", () => {
    const low = PortSet.of("TCP", 1, 100);
    assert.equal(String(low.minus(http)), "TCP 1-79, TCP 81-100");
    assert.ok(low.intersect(PortSet.of("UDP", 1, 100)).isEmpty);
    assert.ok(low.contains(http));
    assert.ok(!http.contains(low));
  });

  it("has one key for one set, however it came about", () => {
    const parts = PortSet.of("SCTP", 1, 9).union(PortSet.of("SCTP", 10, 20));
    assert.equal(parts.key, PortSet.of("SCTP", 1, 20).key);
    assert.notEqual(parts.key, PortSet.of("UDP", 1, 20).key);
  });

  it("refuses what is no port, and takes the first and the last one", () => {
    for (const [from, to] of [
      [0, 1],
      [1, 65536],
      [90, 80],
      [1.5, 2],
    ] as const)
      assert.throws(() => PortSet.of("TCP", from, to), RangeError);
    assert.equal(String(PortSet.of("TCP", 1, 65535)), "TCP 1-65535");
  });
});
