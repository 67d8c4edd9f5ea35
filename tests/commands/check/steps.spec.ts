import assert from "node:assert/strict";
import { stepsOf } from "../../../commands/check/steps";

describe("the way to a field", () => {
  it("is read as findings spell it", () => {
    assert.deepEqual(stepsOf('spec.a-b[0]["c.d/e"].f'), ["spec", "a-b", 0, "c.d/e", "f"]);
    assert.deepEqual(stepsOf(""), []);
  });

  it("ends at the text in which a document begins", () => {
    assert.deepEqual(stepsOf("data.config > spec.image"), ["data", "config"]);
    assert.deepEqual(stepsOf('data["a.yaml"] > 2: spec'), ["data", "a.yaml"]);
    assert.deepEqual(stepsOf("data.config (decoded) > spec"), ["data", "config"]);
  });

  it("is none where it is spelt otherwise", () => {
    assert.deepEqual(stepsOf("spec.ports[x]"), []);
  });
});
