import assert from "node:assert/strict";

import type { OneMore } from "../../bench/one-more";
import { oneMoreRatio, oneMoreTable } from "../../bench/one-more-table";

const beside = (tenants: number, seconds: number[], idleSeconds: number[]): OneMore => ({
  tenants,
  seconds,
  idleSeconds,
  objects: 6,
  stateBytes: 20_480,
  stateWrites: 19,
});

describe("the cost of one more tenant", () => {
  const measured = [
    beside(1, [4, 9, 4.2], [3, 3, 3]),
    beside(10, [5.1, 5.1, 5.1], [3.8, 3.8, 3.8]),
    beside(51, [9.2, 9.2, 30], [6.7, 6.7, 6.7]),
  ];

  it("is a table of medians with the laws behind it", () => {
    assert.equal(
      oneMoreTable(measured),
      [
        "one more tenant     up  of which for it  objects     state  state writes",
        "beside 1         4.2 s           1.20 s        6  20.0 KiB            19",
        "beside 10        5.1 s           1.30 s        6  20.0 KiB            19",
        "beside 51        9.2 s           2.50 s        6  20.0 KiB            19",
        "up: 4.1 s + 100 ms per tenant that is there already; largest / smallest 2.19",
        "of which for it: 1.1 s + 27 ms per tenant that is there already; largest / smallest 2.08 (<= 2.0: not met)",
      ].join("\n"),
    );
  });

  it("meets its target when the last costs twice as much as the first, and not when a little more", () => {
    assert.ok(oneMoreRatio([beside(1, [4], [3]), beside(50, [8], [6])]) <= 2);
    assert.ok(oneMoreRatio([beside(1, [4], [3]), beside(50, [8.1], [6])]) > 2);
  });

  it("takes each run together with the idle one before it, as both were slow or both were quick", () => {
    assert.equal(
      oneMoreRatio([beside(1, [4, 9, 5], [3, 8, 4]), beside(50, [8, 18, 9], [6, 16, 7])]),
      2,
    );
  });
});
