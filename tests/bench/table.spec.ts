import assert from "node:assert/strict";

import { median } from "../../bench/median";
import { growthOf, isMet, rowsOf, tableOf, type Measured } from "../../bench/table";

const large: Measured = {
  tenants: 50,
  objects: 300,
  up: [16, 8, 48],
  apply: [10, 5, 10],
  preview: [4, 4, 4],
  diff: [2, 2, 2],
  stateWrites: 800,
  stateBytes: 1024 * 1024,
};
const small: Measured = {
  ...large,
  tenants: 3,
  objects: 100,
  up: [6, 6, 6],
  apply: [1, 1, 1],
  preview: [3, 3, 3],
  diff: [1, 1, 1],
  stateWrites: 60,
  stateBytes: 102400,
};

describe("the table of make bench", () => {
  it("takes the middle run, or the mean of the two in the middle", () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 9]), 3);
  });

  it("has no median of nothing", () => {
    assert.throws(() => median([]), RangeError);
  });

  it("compares each run with its own neighbour, so that one slow spell changes no ratio", () => {
    const [up] = rowsOf(large);
    assert.deepEqual([up?.pulumi, up?.kubectl, up?.ratio], [16, 10, 1.6]);
  });

  it("calls a ratio at its target met, and one above it not", () => {
    const at = { work: "up", pulumi: 16, kubectl: 10, ratio: 1.6, target: 1.6 };
    assert.equal(isMet(at), true);
    assert.equal(isMet({ ...at, ratio: 1.61 }), false);
  });

  it("has targets for fifty tenants only", () => {
    assert.deepEqual(
      rowsOf(large).map(({ target }) => target),
      [1.6, 2],
    );
    assert.ok(rowsOf(small).every((row) => row.target === undefined && isMet(row)));
  });

  it("lines up what a person reads", () => {
    assert.equal(
      tableOf(rowsOf({ ...large, diff: [1, 1, 1] })),
      [
        "                                  pulumi  kubectl  ratio           target",
        "up, 50 tenants, 300 objects       16.0 s   10.0 s   1.60      <= 1.6: met",
        "preview, 50 tenants, 300 objects   4.0 s    1.0 s   4.00  <= 2.0: not met",
      ].join("\n"),
    );
  });

  it("tells what the time grows with", () => {
    const lines = growthOf(small, large).split("\n");
    assert.match(lines[1] ?? "", /^pulumi up +1\.0 s +5\.0 s$/);
    assert.match(lines[4] ?? "", /^kubectl diff +0\.5 s +0\.5 s$/);
    assert.equal(lines[6], "50 tenants: up writes the state 800 times, at the end 1024 KiB each");
  });
});
