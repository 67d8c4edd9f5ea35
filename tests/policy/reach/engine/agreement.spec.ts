import { agree } from "./agreement";

const CASES = 2_000;

describe("who can reach whom, against the text of the API", function () {
  this.timeout(60_000);

  // `make test` asks about ten times as many: tests/e2e/reach-agreement.e2e.ts.
  it(`answers as an evaluator of single connections does, in ${CASES} random worlds`, () => {
    agree(CASES, 0);
  });
});
