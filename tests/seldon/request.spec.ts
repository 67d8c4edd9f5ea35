import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { Experiment, Model, Pipeline } from "../../schema/serving";
import { inferenceRequests, requestsOf } from "../../seldon/request";

const model = (name: string, change: object = {}) =>
  Model.parse({ name, storageUri: `s3://m/${name}`, requirements: ["sklearn"], ...change });
const input = { inputs: [{ name: "x", shape: [1], datatype: "BYTES", data: ["it's $HOME"] }] };
const tenant = {
  models: [
    model("iris"),
    model("talk", { requirements: ["huggingface"] }),
    model("own", { input }),
  ],
  experiments: [
    Experiment.parse({ name: "ab", candidates: [{ name: "own", weight: 100 }] }),
    Experiment.parse({
      name: "lines",
      resourceType: "pipeline",
      candidates: [{ name: "chain", weight: 100 }],
    }),
  ],
  pipelines: [Pipeline.parse({ name: "chain", steps: [{ name: "talk" }], output: ["talk"] })],
};
const bodies = Object.fromEntries(
  inferenceRequests(tenant).map(({ seldonModel, body }) => [seldonModel, body]),
);

describe("the ready requests of a tenant", () => {
  it("are one V2 call per model, experiment and pipeline, told by their header", () => {
    assert.deepEqual(
      inferenceRequests(tenant).map(({ seldonModel, path }) => `${seldonModel} ${path}`),
      [
        "iris /v2/models/iris/infer",
        "talk /v2/models/talk/infer",
        "own /v2/models/own/infer",
        "ab.experiment /v2/models/ab/infer",
        "lines.experiment /v2/models/lines/infer",
        "chain.pipeline /v2/models/chain/infer",
      ],
    );
  });

  it("send the model's own input, also for an experiment on it", () => {
    assert.deepEqual(bodies["own"], input);
    assert.deepEqual(bodies["ab.experiment"], input);
  });

  it("send a placeholder of the kind that the model takes, also at the start of a pipeline", () => {
    const numbers = { name: "predict", shape: [1, 4], datatype: "FP32", data: [[1, 2, 3, 4]] };
    const text = { name: "args", shape: [1], datatype: "BYTES", data: ["some text"] };
    assert.deepEqual(bodies["iris"], { inputs: [numbers] });
    for (const name of ["talk", "chain.pipeline", "lines.experiment"])
      assert.deepEqual(bodies[name], { inputs: [text] });
  });

  it("are lines that a shell hands to curl as they are meant", () => {
    const line = requestsOf(tenant, "http://localhost:8080/")["own"] ?? "";
    // The shell's own reading of the line, with something that prints in place of curl.
    const script = `curl() { printf '%s\\n' "$@"; }; ${line}`;
    assert.deepEqual(execFileSync("sh", ["-c", script], { encoding: "utf8" }).trim().split("\n"), [
      "http://localhost:8080/v2/models/own/infer",
      "-H",
      "Content-Type: application/json",
      "-H",
      "seldon-model: own",
      "-d",
      JSON.stringify(input),
    ]);
  });
});
