import assert from "node:assert/strict";
import { CheckoutCopy } from "../e2e/support/checkout-copy";
import { KilledRuns, type Victim } from "../e2e/support/killed-runs";

const rounds = Number(process.env.KILL_ROUNDS ?? 10);

describe("make up after SIGKILL, again and again", function () {
  this.timeout(3_600_000);
  let copy: CheckoutCopy;
  let runs: KilledRuns;

  before(async () => {
    copy = new CheckoutCopy();
    runs = new KilledRuns(copy, process.env.KILL_SEED ?? String(Date.now()), console.log);
    const { code, output } = await copy.make(["up"]);
    assert.equal(code, 0, output);
  });
  after(() => {
    copy.remove();
  });

  for (const victim of ["engine", "group"] as const satisfies readonly Victim[]) {
    for (let round = 1; round <= rounds; round++)
      it(`converges, ${victim} killed while a change is applied, ${round} of ${rounds}`, () =>
        runs.ofAChange(victim));
    for (let round = 1; round <= Math.ceil(rounds / 3); round++)
      it(`converges, ${victim} killed while everything is made from nothing, ${round}`, () =>
        runs.fromNothing(victim));
  }
});
