import { agree } from "../policy/reach/engine/agreement";

const CASES = 20_000;

describe("who can reach whom, against the text of the API", () => {
  it(`answers as an evaluator of single connections does, in ${CASES} random worlds`, () => {
    agree(CASES, 8);
  });
});
