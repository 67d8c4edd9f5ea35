import assert from "node:assert/strict";

import { iris, served, unserved } from "./serving-stack";

const models = ["iris", "iris2", "shadow"].map((name) => iris({ name }));
const half = (name: string, weight = 50) => ({ name, weight });
const ab = (change: Record<string, unknown> = {}) => ({
  name: "ab",
  candidates: [half("iris"), half("iris2")],
  ...change,
});
const refused = (...changes: Record<string, unknown>[]) =>
  unserved({ models, experiments: changes.map(ab) });
const fine = (...changes: Record<string, unknown>[]) =>
  served({ models, experiments: changes.map(ab) });

describe("an experiment", () => {
  it("is accepted as people write it", () => {
    fine({}, { name: "cd", default: "iris", mirror: { name: "shadow", percent: 10 } });
  });

  for (const weight of [49, 51])
    it(`shares out all calls, and not ${String(weight + 50)} percent of them`, () => {
      const candidates = [half("iris"), half("iris2", weight)];
      assert.deepEqual(refused({ candidates }), [
        `experiments[0].candidates: ${JSON.stringify(candidates)} is shared out to ${String(weight + 50)} percent; make the weights sum to 100`,
      ]);
    });

  it("may leave one candidate without calls", () => {
    fine({ candidates: [half("iris", 100), half("iris2", 0)] });
  });

  it("names models that are there", () => {
    assert.deepEqual(refused({ candidates: [half("iris"), half("iris3")] }), [
      'experiments[0].candidates[1].name: "iris3" is no model of this tenant; did you mean iris? (known: iris, iris2, shadow)',
    ]);
    assert.deepEqual(refused({ mirror: { name: "shade", percent: 5 } }), [
      'experiments[0].mirror.name: "shade" is no model of this tenant; did you mean shadow? (known: iris, iris2, shadow)',
    ]);
  });

  it("names pipelines that are there where it is between pipelines", () => {
    assert.deepEqual(refused({ resourceType: "pipeline" }), [
      'experiments[0].candidates[0].name: "iris" is no pipeline of this tenant; (known: none)',
      'experiments[0].candidates[1].name: "iris2" is no pipeline of this tenant; (known: none)',
    ]);
    const pipelines = ["one", "two"].map((name) => ({
      name,
      steps: [{ name: "iris" }],
      output: ["iris"],
    }));
    const candidates = [half("one"), half("two")];
    const kafka = {
      bootstrap: "kafka:9092",
      egress: [{ namespace: "kafka", port: 9092 }],
    };
    served(
      { models, pipelines, experiments: [ab({ resourceType: "pipeline", candidates })] },
      { seldon: { kafka } },
    );
  });

  it("has each candidate once", () => {
    assert.deepEqual(refused({ candidates: [half("iris"), half("iris")] }), [
      'experiments[0].candidates[1].name: "iris" is the name of candidate 1 already; remove one of the two',
    ]);
  });

  it("takes over the endpoint of a candidate", () => {
    assert.deepEqual(refused({ default: "shadow" }), [
      'experiments[0].default: "shadow" is none of the candidates; (known: iris, iris2)',
    ]);
    fine({ default: "iris2" });
  });

  it("mirrors to something that is no candidate", () => {
    assert.deepEqual(refused({ mirror: { name: "iris2", percent: 5 } }), [
      'experiments[0].mirror.name: "iris2" is a candidate as well, and Seldon refuses both in one; remove one of the two',
    ]);
  });

  it("has a name and an endpoint of its own", () => {
    assert.deepEqual(refused({ default: "iris" }, { default: "iris" }), [
      'experiments[1].name: "ab" is the name of experiment 1 already; remove one of the two',
      'experiments[1].default: "iris" is the default of experiment 1 already; remove one of the two',
    ]);
    fine({ default: "iris" }, { name: "cd", default: "iris2" });
  });

  it("may be named like a model, from which its calls are told by their header", () => {
    fine({ name: "iris" });
  });
});
