import assert from "node:assert/strict";

import { isWithin, measureReach, reachTable } from "../../bench/reach";
import { isFast, measureVerdicts, verdictsTable } from "../../bench/verdicts";

describe("the prover, at the size of a large cluster", () => {
  it("answers for 1,000 pods and 500 policies in a second of one core, for 5,000 and 2,000 in 15, each in 512 MiB, in small namespaces and large ones", () => {
    const runs = measureReach();
    console.log(reachTable(runs));
    assert.ok(runs.every(isWithin), reachTable(runs));
  });

  it("gives all verdicts on 50 tenants in a second of one core", () => {
    const runs = measureVerdicts();
    console.log(verdictsTable(runs));
    assert.ok(runs.every(isFast), verdictsTable(runs));
  });
});
