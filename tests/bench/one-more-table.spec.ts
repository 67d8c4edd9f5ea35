import assert from "node:assert/strict";

import type { OneMore } from "../../bench/one-more";
import { oneMoreRatio, oneMoreTable } from "../../bench/one-more-table";

const beside = (tenants: number, ...seconds: number[]): OneMore => ({
  tenants,
  seconds,
  objects: 6,
  stateBytes: 20_480,
  stateWrites: 19,
});

describe("the cost of one more tenant", () => {
  const measured = [beside(1, 4, 9, 4.2), beside(10, 5.1, 5.1, 5.1), beside(51, 9.2, 9.2, 30)];

  it("is a table of medians with the law behind it", () => {
    assert.equal(
      oneMoreTable(measured),
      [
        "one more tenant     up  objects     state  state writes",
        "beside 1         4.2 s        6  20.0 KiB            19",
        "beside 10        5.1 s        6  20.0 KiB            19",
        "beside 51        9.2 s        6  20.0 KiB            19",
        "growth: 4.1 s + 100 ms per tenant that is there already",
        "largest / smallest: 2.19 (<= 2.0: not met)",
      ].join("\n"),
    );
  });

  it("meets its target when the last takes twice as long as the first, and not when a little more", () => {
    assert.ok(oneMoreRatio([beside(1, 4), beside(50, 8)]) <= 2);
    assert.ok(oneMoreRatio([beside(1, 4), beside(50, 8.1)]) > 2);
  });
});
