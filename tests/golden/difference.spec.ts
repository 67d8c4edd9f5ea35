import assert from "node:assert/strict";

import { differenceOf } from "./difference";

describe("the difference from a golden file", () => {
  it("is empty when there is none, in whatever order the lines come", () => {
    assert.deepEqual(differenceOf(["a | 1", "b | 2"], ["b | 2", "a | 1"]), []);
  });

  it("shows of a changed resource its name and the fields that changed", () => {
    assert.deepEqual(differenceOf(["a | 1 | 2 | 3", "b"], ["a | 1 | two | 3", "b"]), [
      "  a",
      "    - 2",
      "    + two",
    ]);
  });

  it("shows whole what is new and what is gone", () => {
    assert.deepEqual(differenceOf(["a | 1", "c"], ["b | 2", "c"]), ["- a | 1", "+ b | 2"]);
  });

  it("does not pass over a field that is there twice, or elsewhere", () => {
    const moved = ["  a", "    the same fields, in another order or number"];
    assert.deepEqual(differenceOf(["a | 1 | 2"], ["a | 2 | 1"]), moved);
    assert.deepEqual(differenceOf(["a | 1"], ["a | 1 | 1"]), moved);
  });

  it("stays short when everything is different, and says how much more there is", () => {
    const found = Array.from({ length: 60 }, (_, index) => `r${String(index)}`);
    const lines = differenceOf([], found);
    assert.equal(lines.length, 41);
    assert.equal(lines.at(-1), "  … and 20 lines more");
  });
});
