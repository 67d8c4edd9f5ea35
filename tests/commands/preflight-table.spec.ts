import assert from "node:assert/strict";

import { asJson, asText, exitCodeOf, type Line } from "../../commands/preflight/table";

describe("the table of preflight", () => {
  const line = (status: "holds" | "does not hold" | "could not be told"): Line => ({
    assumption: "A4",
    probe: "own node",
    seconds: 1.26,
    outcome: { status, detail: "seen", next: "do this" },
  });
  const heading = { stack: "prod", context: "prod" };

  it("has each assumption with its probes, and what to do next", () => {
    assert.equal(
      asText(heading, [line("does not hold")]),
      "A4 a node reaches its own pods\n" +
        "   does not hold      own node: seen\n" +
        "                      next: do this\n" +
        'prod on context "prod": 0 holds, 1 does not hold, 0 could not be told\n',
    );
    const { ok, probes: found } = JSON.parse(asJson(heading, [line("holds")])) as {
      ok: boolean;
      probes: object[];
    };
    assert.equal(ok, true);
    assert.equal((found[0] as { seconds: number }).seconds, 1.3);
  });

  it("ends with 1 for what does not hold, before 2 for what could not be told", () => {
    assert.equal(exitCodeOf([line("holds")]), 0);
    assert.equal(exitCodeOf([line("holds"), line("could not be told")]), 2);
    assert.equal(exitCodeOf([line("could not be told"), line("does not hold")]), 1);
    assert.equal(exitCodeOf([]), 2);
  });
});
