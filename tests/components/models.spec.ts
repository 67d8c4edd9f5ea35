import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { models, type ModelsArgs } from "../../components/models";
import { Experiment, Model, Pipeline } from "../../schema/serving";
import { ofKind, registered, tree, type Registered } from "./registered";

const plain = (name: string, change: object = {}): Model =>
  Model.parse({
    name,
    storageUri: `s3://models/${name}`,
    requirements: ["sklearn"],
    ...change,
  });

const args: ModelsArgs = {
  models: [
    plain("iris", {
      autoscaling: { maxReplicas: 3, metric: { name: "infer_rps", averageValue: 3 } },
    }),
    plain("iris2"),
    plain("shadow"),
  ],
  experiments: [
    Experiment.parse({
      name: "ab",
      candidates: [
        { name: "iris", weight: 50 },
        { name: "iris2", weight: 50 },
      ],
      mirror: { name: "shadow", percent: 10 },
    }),
    Experiment.parse({
      name: "lines",
      resourceType: "pipeline",
      candidates: [{ name: "chain", weight: 100 }],
    }),
  ],
  pipelines: [
    Pipeline.parse({ name: "chain", steps: [{ name: "iris2" }], output: ["iris2"] }),
    // No pipeline may be called like its step, but one may be called like another model.
    Pipeline.parse({ name: "shadow", steps: [{ name: "iris" }], output: ["iris"] }),
  ],
  storage: [],
};

const make = (change: Partial<ModelsArgs> = {}) =>
  registered((opts) => {
    models("team-a", { ...args, ...change }, opts);
  });

const find = (resources: readonly Registered[], name: string): Registered =>
  resources.find((resource) => resource.name === name) ?? assert.fail(`there is no ${name}`);

const waitsFor = ({ opts }: Registered): string[] =>
  [opts.dependsOn]
    .flat()
    .filter((resource) => resource !== undefined)
    .map((resource) => (resource as unknown as { __name: string }).__name)
    .sort();

describe("what a tenant serves", () => {
  it("is one object per model, experiment and pipeline, and one per autoscaler", async () => {
    const of = (kind: string) => `kubernetes:mlops.seldon.io/v1alpha1:${kind} team-a`;
    assert.deepEqual(tree(await make()), [
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler team-a-model-iris-autoscaler < the stack",
      `${of("Experiment")}-experiment-ab < the stack`,
      `${of("Experiment")}-experiment-lines < the stack`,
      `${of("Model")}-model-iris < the stack`,
      `${of("Model")}-model-iris2 < the stack`,
      `${of("Model")}-model-shadow < the stack`,
      `${of("Pipeline")}-pipeline-chain < the stack`,
      `${of("Pipeline")}-pipeline-shadow < the stack`,
    ]);
  });

  it("is all in the tenant's namespace, and all handed back", async () => {
    let given: pulumi.Resource[] = [];
    const resources = await registered((opts) => {
      given = models("team-a", args, opts);
    });
    assert.equal(given.length, resources.length);
    for (const { inputs } of resources)
      assert.equal((inputs["metadata"] as { namespace: string }).namespace, "team-a");
  });

  it("is as the stack file has it, although the team may write to each of them", async () => {
    const resources = await make();
    const written = ["Model", "Experiment", "Pipeline"].flatMap((kind) => ofKind(resources, kind));
    assert.equal(written.length, 7);
    for (const { inputs } of written)
      assert.deepEqual((inputs["metadata"] as { annotations: object }).annotations, {
        "pulumi.com/patchForce": "true",
      });
  });

  it("is nothing where a tenant names nothing", async () => {
    assert.deepEqual(await make({ models: [], experiments: [], pipelines: [] }), []);
  });

  it("comes in order: models, then pipelines, then what is shared out between them", async () => {
    const resources = await make();
    const waits = (name: string) => waitsFor(find(resources, name));
    assert.deepEqual(waits("team-a-model-iris"), []);
    assert.deepEqual(waits("team-a-model-iris-autoscaler"), ["team-a-model-iris"]);
    assert.deepEqual(waits("team-a-pipeline-chain"), ["team-a-model-iris2"]);
    assert.deepEqual(waits("team-a-experiment-ab"), [
      "team-a-model-iris",
      "team-a-model-iris2",
      "team-a-model-shadow",
    ]);
    assert.deepEqual(waits("team-a-experiment-lines"), ["team-a-pipeline-chain"]);
  });

  it("waits for whatever the tenant has to have first", async () => {
    const resources = await registered((opts) => {
      const first = new pulumi.ComponentResource("test:index:First", "first", {}, opts);
      models("team-a", args, { ...opts, dependsOn: first });
    });
    for (const resource of resources.filter(({ name }) => name !== "first"))
      assert.ok(waitsFor(resource).includes("first"), resource.name);
  });

  it("leaves the number of replicas to the autoscaler where there is one, and only there", async () => {
    const ignored = ofKind(await make(), "Model").map(({ name, opts }) => [
      name,
      opts.ignoreChanges ?? [],
    ]);
    assert.deepEqual(Object.fromEntries(ignored), {
      "team-a-model-iris": ["spec.replicas"],
      "team-a-model-iris2": [],
      "team-a-model-shadow": [],
    });
  });
});
