import assert from "node:assert/strict";

import { differences } from "../../harbor/robot-differences";
import { inputProblems } from "../../harbor/robot-inputs";
import { asked } from "./made-up";

const reasons = (change: object, unknown: readonly string[] = []) =>
  inputProblems({ ...asked, ...change }, unknown).map(({ reason }) => reason);

describe("the inputs of a robot", () => {
  it("are accepted as Harbor would, also where the secret is not known yet", () => {
    assert.deepEqual(reasons({}), []);
    assert.deepEqual(reasons({ secret: undefined }, ["secret"]), []);
    assert.deepEqual(reasons({ secret: undefined }), ["secret is no text; write one"]);
  });

  for (const name of ["Team", "team_-a", "-team", "team.", "te$am", "te+am", ""])
    it(`refuse the name "${name}" at preview`, () => {
      assert.deepEqual(reasons({ name }), [
        `robot name "${name}": Harbor refuses it; write a-z and 0-9, with a single - . or _ between them`,
      ]);
    });

  it("accept the nearest legal names", () => {
    for (const name of ["team", "team_a", "1-team", "team.1"])
      assert.deepEqual(reasons({ name }), []);
  });

  it("refuse a secret that Harbor would, and never show it", () => {
    const refused = [
      "Short-1",
      "no-capital-1",
      "NO-SMALL-1",
      "No-digit-at-all",
      `Aa1${"x".repeat(126)}`,
    ];
    for (const secret of refused)
      assert.deepEqual(reasons({ secret }), [
        "the secret is refused by Harbor; write 8 to 128 characters with a capital and a small letter and a digit",
      ]);
    for (const secret of ["Short-12", `Aa1${"x".repeat(125)}`])
      assert.deepEqual(reasons({ secret }), []);
  });
});

describe("a changed input of a robot", () => {
  const changed = (change: object) => differences(asked, { ...asked, ...change });

  it("makes a new robot for another name or project", () => {
    assert.deepEqual(changed({ name: "b" }), { changes: ["name"], replaces: ["name"] });
    assert.deepEqual(changed({ project: "b" }), { changes: ["project"], replaces: ["project"] });
  });

  it("changes the robot in place for all else", () => {
    for (const key of ["secret", "description", "durationDays"])
      assert.deepEqual(changed({ [key]: "b" }), { changes: [key], replaces: [] });
  });

  it("is none when nothing differs but what Harbor answered", () => {
    const state = { ...asked, fullName: "robot$mirror+a", expiresAt: -1 };
    assert.deepEqual(differences(state, asked), { changes: [], replaces: [] });
    assert.deepEqual(differences(state, { ...asked, durationDays: null }), {
      changes: [],
      replaces: [],
    });
  });
});
