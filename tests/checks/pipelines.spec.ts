import assert from "node:assert/strict";

import { iris, served, unserved } from "./serving-stack";

const models = ["scale", "score", "judge"].map((name) => iris({ name }));
const seldon = {
  kafka: { bootstrap: "kafka:9092", egress: [{ namespace: "kafka", port: 9092 }] },
};
const chain = (change: Record<string, unknown> = {}) => ({
  name: "chain",
  steps: [{ name: "scale" }, { name: "score", inputs: ["scale"] }],
  output: ["score"],
  ...change,
});
const refused = (...changes: Record<string, unknown>[]) =>
  unserved({ models, pipelines: changes.map(chain) }, { seldon });
const fine = (...changes: Record<string, unknown>[]) =>
  served({ models, pipelines: changes.map(chain) }, { seldon });

describe("a pipeline", () => {
  it("needs Kafka", () => {
    const pipelines = [chain()];
    assert.deepEqual(unserved({ models, pipelines }), [
      `pipelines: ${JSON.stringify(pipelines).slice(0, 77)}... is without Kafka, which pipelines run on; write seldon.kafka, or remove them`,
    ]);
    fine({});
  });

  it("has a name of its own, also beside its steps", () => {
    assert.deepEqual(refused({}, {}), [
      'pipelines[1].name: "chain" is the name of pipeline 1 already; remove one of the two',
    ]);
    assert.deepEqual(refused({ name: "scale" }), [
      'pipelines[0].steps[0].name: "scale" is the pipeline\'s own name as well; rename the pipeline',
    ]);
    fine({}, { name: "judge" });
  });

  it("is made of models that are there, each once", () => {
    assert.deepEqual(refused({ steps: [{ name: "scales" }], output: ["scales"] }), [
      'pipelines[0].steps[0].name: "scales" is no model of this tenant; did you mean scale? (known: scale, score, judge)',
    ]);
    assert.deepEqual(
      refused({ steps: [{ name: "scale" }, { name: "scale" }], output: ["scale"] }),
      ['pipelines[0].steps[1].name: "scale" is the name of step 1 already; remove one of the two'],
    );
  });

  const inputs = (...list: string[]) => ({
    steps: [{ name: "scale" }, { name: "score", inputs: list }],
  });

  it("feeds steps from steps, or from itself", () => {
    assert.deepEqual(refused(inputs("scale", "judge.outputs")), [
      'pipelines[0].steps[1].inputs[1]: "judge.outputs" is of no step of this pipeline; (known: scale, score, chain)',
    ]);
    fine(
      inputs("scale.outputs", "scale.outputs.mean", "chain", "chain.inputs.raw", "scale.inputs"),
    );
  });

  it("answers with what a step makes", () => {
    assert.deepEqual(refused({ output: ["chain"] }), [
      'pipelines[0].output[0]: "chain" is of no step of this pipeline; (known: scale, score)',
    ]);
    fine({ output: ["score.outputs", "scale"] });
  });

  it("names parts of steps as Seldon does", () => {
    for (const input of ["scale.results", "scale.outputs.", "scale.outputs.a.b", "scale."])
      assert.deepEqual(refused(inputs(input)), [
        `pipelines[0].steps[1].inputs[0]: "${input}" is no part of a step; write scale, scale.outputs or scale.outputs.<tensor>`,
      ]);
  });

  it("does not go round in a circle", () => {
    const steps = [
      { name: "scale", inputs: ["judge"] },
      { name: "score", inputs: ["scale"] },
      { name: "judge", inputs: ["score.outputs.x"] },
    ];
    assert.deepEqual(
      refused({ steps }).map((line) => line.split(" is fed ")[1]),
      Array(3).fill("by this step's own results, which Seldon refuses; break the circle"),
    );
    fine({ steps: [{ name: "scale" }, ...steps.slice(1)] });
  });
});
