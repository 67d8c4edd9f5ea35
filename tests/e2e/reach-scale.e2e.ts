import assert from "node:assert/strict";

import { isWithin, measureReach, reachTable } from "../../bench/reach";

describe("the prover, at the size of a large cluster", function () {
  this.timeout(900_000);

  it("answers for 1,000 pods and 500 policies in a second of one core, for 5,000 and 2,000 in 15, each in 512 MiB", () => {
    const runs = measureReach();
    console.log(reachTable(runs));
    assert.deepEqual(
      runs.filter((run) => !isWithin(run)).map(({ pods }) => pods),
      [],
      reachTable(runs),
    );
  });
});
