import assert from "node:assert/strict";

import { distribution, expectedRange } from "../../commands/smoke/binomial";
import { callsToTell, complaintAbout } from "../../commands/smoke/split";

const weights = (...all: number[]) => all.map((weight, index) => ({ name: `m${index}`, weight }));
const answers = (...all: number[]) => new Map(all.map((count, index) => [`m${index}`, count]));

describe("the binomial distribution", () => {
  it("has the values that can be worked out by hand", () => {
    const four = distribution(4, 0.5).map((chance) => chance * 16);
    for (const [hits, ways] of [1, 4, 6, 4, 1].entries())
      assert.ok(Math.abs((four[hits] ?? 0) - ways) < 1e-12);
    assert.ok(Math.abs((distribution(10, 0.1)[0] ?? 0) - 0.9 ** 10) < 1e-15);
  });

  it("adds up to one for a thousand calls", () => {
    const sum = distribution(1000, 0.01).reduce((total, chance) => total + chance, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });

  it("has one outcome where the share is nothing or all", () => {
    assert.deepEqual(distribution(3, 0), [1, 0, 0, 0]);
    assert.deepEqual(distribution(3, 1), [0, 0, 0, 1]);
  });

  it("keeps the range that tables give for 100 tosses of a coin at 5 and at 1 percent", () => {
    assert.deepEqual(expectedRange(100, 0.5, 0.05), [40, 60]);
    assert.deepEqual(expectedRange(100, 0.5, 0.01), [37, 63]);
  });
});

describe("the split of an experiment", () => {
  it("is measured over as many calls as its weights need", () => {
    const table = [[50, 50], [90, 10], [99, 1], [100]].map((all) => callsToTell(weights(...all)));
    assert.deepEqual(table, [440, 250, 1060, 30]);
  });

  it("is refused at 90/10 in place of 50/50, with counts and the range that would do", () => {
    assert.equal(
      complaintAbout(weights(50, 50), answers(405, 45)),
      "the split is not m0 50, m1 50: m0 got 405 of 450 calls and not 182 to 268, m1 got 45 of 450 calls and not 182 to 268",
    );
  });

  it("is accepted at the edge of that range, and refused one call beyond it", () => {
    assert.equal(complaintAbout(weights(50, 50), answers(268, 182)), undefined);
    assert.notEqual(complaintAbout(weights(50, 50), answers(269, 181)), undefined);
  });

  it("is accepted when weights sum to something else than 100", () => {
    assert.equal(complaintAbout(weights(1, 1), answers(225, 225)), undefined);
  });

  it("is refused when a candidate of weight 0 answers once", () => {
    assert.equal(
      complaintAbout(weights(100, 0), answers(99, 1)),
      "the split is not m0 100, m1 0: m0 got 99 of 100 calls and not 100, m1 got 1 of 100 calls and not 0",
    );
    assert.equal(complaintAbout(weights(100, 0), answers(100)), undefined);
  });

  it("is refused when somebody answers who is no candidate", () => {
    assert.equal(
      complaintAbout(weights(100), new Map([["other", 1]])),
      "other answered, which is no candidate of this experiment",
    );
  });

  it("is called wrong far less often than once in a hundred when it is right", () => {
    // A generator with a fixed start, so that the test does not fail by chance.
    let state = 42;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const calls = callsToTell(weights(80, 20));
    let alarms = 0;
    for (let run = 0; run < 300; run++) {
      let first = 0;
      for (let call = 0; call < calls; call++) if (random() < 0.8) first++;
      if (complaintAbout(weights(80, 20), answers(first, calls - first)) !== undefined) alarms++;
    }
    assert.equal(alarms, 0);
  });
});
