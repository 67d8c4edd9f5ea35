import assert from "node:assert/strict";

import type { WayIn } from "../../schema/exposure";
import { SwitchedStack } from "../e2e/support/switched-stack";
import { foundation, keysOf, site } from "../e2e/support/switched-values";
import { expectedChanges, linesOf, othersThan } from "../e2e/support/ways-in-objects";

/** The one that brings all CRDs comes first. */
const words: readonly WayIn[] = ["metalLb", ...othersThan("metalLb")];

describe("from each way in to each other, on a cluster", function () {
  this.timeout(900_000);
  let stack: SwitchedStack;
  let atFirst: string;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    stack = await SwitchedStack.start({ ...foundation, ...keysOf("metalLb") }, site);
    atFirst = await stack.tenantObjects();
  });
  after(() => {
    (stack as SwitchedStack | undefined)?.end();
  });

  for (const from of words) {
    it(`${from} applies, and every tenant's objects are still the same ones`, async () => {
      await stack.apply(keysOf(from));
      assert.equal(await stack.tenantObjects(), atFirst);
    });

    it(`from ${from}, a preview of each other word names what the ways in are made of, and nothing else`, async () => {
      const found = await stack.previewedEach(othersThan(from), keysOf);
      for (const [to, changes] of found)
        assert.deepEqual(linesOf(changes), expectedChanges(from, to), `from ${from} to ${to}`);
    });
  }
});
