import assert from "node:assert/strict";
import { Ajv, type ValidateFunction } from "ajv";

import { Experiment, Model, Pipeline } from "../../schema/serving";
import { StorageAccess } from "../../schema/storage";
import { experiment } from "../../seldon/experiment";
import { model, modelAutoscaler } from "../../seldon/model";
import { pipeline } from "../../seldon/pipeline";
import { crdsOf, schemaOf } from "../charts/crds";
import { realData } from "../charts/real-data";

const storage = [StorageAccess.parse({ scheme: "s3", endpoint: "https://minio.test" })];
const least = { name: "iris", storageUri: "s3://models/iris", requirements: ["sklearn"] };
/** As it goes over the wire: without what is undefined. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const modelOf = (change: object = {}) =>
  sent(model("team-a", Model.parse({ ...least, ...change }), storage)) as { spec: object };

const everything = {
  memory: "512Mi",
  server: "mlserver",
  replicas: 2,
  minReplicas: 1,
  maxReplicas: 3,
  artifactVersion: 0,
  modelType: "sklearn",
  parameters: { threshold: "0.5" },
  secretName: "rclone-s3",
};
const metric = { name: "infer_rps", averageValue: 3 };
const experiments = {
  least: { name: "ab", candidates: [{ name: "iris", weight: 100 }] },
  everything: {
    name: "ab",
    default: "iris",
    resourceType: "pipeline",
    candidates: [{ name: "iris", weight: 100 }],
    mirror: { name: "shadow", percent: 10 },
  },
};
const pipelines = {
  least: { name: "chain", steps: [{ name: "scale" }], output: ["scale"] },
  everything: {
    name: "chain",
    steps: [
      { name: "scale" },
      { name: "score", inputs: ["scale.outputs.x"], tensorMap: { "scale.outputs.x": "y" } },
    ],
    output: ["score"],
  },
};

describe("a Model", () => {
  it("says no more than it must", () => {
    assert.deepEqual(modelOf(), {
      apiVersion: "mlops.seldon.io/v1alpha1",
      kind: "Model",
      metadata: { name: "iris", namespace: "team-a" },
      spec: {
        storageUri: "s3://models/iris",
        requirements: ["sklearn"],
        secretName: "rclone-s3",
        replicas: 1,
      },
    });
  });

  it("passes on all that the stack file has", () => {
    assert.deepEqual(modelOf(everything).spec, {
      ...modelOf().spec,
      ...everything,
      parameters: [{ name: "threshold", value: "0.5" }],
    });
  });

  it("starts with the least that its bounds allow", () => {
    const replicas = (change: object) => (modelOf(change).spec as { replicas: number }).replicas;
    assert.equal(replicas({ minReplicas: 2 }), 2);
    assert.equal(replicas({ autoscaling: { minReplicas: 2, maxReplicas: 3, metric } }), 2);
    assert.equal(replicas({ replicas: 3, minReplicas: 2 }), 3);
  });

  it("leaves least and most to the autoscaler, or Seldon would scale as well", () => {
    const { spec } = modelOf({ autoscaling: { minReplicas: 1, maxReplicas: 3, metric } });
    assert.deepEqual(spec, modelOf().spec);
  });
});

describe("the autoscaler of a Model", () => {
  it("scales the Model by its own metric, per replica", () => {
    const { autoscaling } = Model.parse({ ...least, autoscaling: { maxReplicas: 3, metric } });
    assert.ok(autoscaling);
    const target = { apiVersion: "mlops.seldon.io/v1alpha1", kind: "Model", name: "iris" };
    assert.deepEqual(modelAutoscaler("team-a", "iris", autoscaling), {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "iris-model", namespace: "team-a" },
      spec: {
        scaleTargetRef: target,
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: "Object",
            object: {
              metric: { name: "infer_rps" },
              describedObject: target,
              target: { type: "AverageValue", averageValue: "3" },
            },
          },
        ],
      },
    });
  });
});

describe("Models, Experiments and Pipelines, by Seldon's own schemas", function () {
  // The schemas are large, and a busy machine slow.
  this.timeout("20s");
  const valid = new Map<string, ValidateFunction>();
  before(function () {
    const stream = realData(this, "seldon-2.9.1/crds.rendered.yaml");
    for (const plural of ["models", "experiments", "pipelines"]) {
      const name = `${plural}.mlops.seldon.io`;
      // Only those that are asked for: all seven take seconds to parse.
      const document =
        stream.split(/^---$/m).find((text) => text.includes(`name: ${name}\n`)) ?? "";
      const schema = closed(schemaOf(crdsOf(document).get(name))) as object;
      valid.set(plural, new Ajv({ strict: false, validateFormats: false }).compile(schema));
    }
  });
  const check = (plural: string, object: unknown) => {
    const validate = valid.get(plural);
    assert.ok(validate);
    return validate(sent(object)) ? "" : JSON.stringify(validate.errors);
  };

  it("are accepted, whether they say the least or everything", () => {
    for (const change of [{}, everything]) assert.equal(check("models", modelOf(change)), "");
    for (const one of Object.values(experiments))
      assert.equal(check("experiments", experiment("team-a", Experiment.parse(one))), "");
    for (const one of Object.values(pipelines))
      assert.equal(check("pipelines", pipeline("team-a", Pipeline.parse(one))), "");
  });

  it("are refused with a misspelt field", () => {
    const misspelt = (object: unknown, right: string, wrong: string): unknown =>
      JSON.parse(JSON.stringify(object).replaceAll(`"${right}":`, `"${wrong}":`));
    const ab = experiment("team-a", Experiment.parse(experiments.everything));
    const chain = pipeline("team-a", Pipeline.parse(pipelines.everything));
    assert.notEqual(check("models", misspelt(modelOf(), "storageUri", "storageURI")), "");
    assert.notEqual(check("experiments", misspelt(ab, "mirror", "mirrors")), "");
    assert.notEqual(check("pipelines", misspelt(chain, "tensorMap", "tensorMaps")), "");
  });
});

/** An API server drops fields that a schema does not know without a word; here they are errors. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => [key, closed(value)]),
  );
  const open = inside["x-kubernetes-preserve-unknown-fields"] === true;
  const named = typeof inside["properties"] === "object" && inside["type"] === "object";
  return named && !open ? { additionalProperties: false, ...inside } : inside;
}
