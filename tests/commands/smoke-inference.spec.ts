import assert from "node:assert/strict";

import { experimentsToMeasure, modelsToCall, type CalledModel } from "../../commands/smoke/called";
import type { Answer } from "../../commands/smoke/entry-point";
import { Inference } from "../../commands/smoke/inference";
import type { LiveTenant } from "../../commands/smoke/live-tenant";
import { promiseOf } from "../../commands/smoke/split";

const input = { inputs: [{ name: "x", shape: [1], datatype: "FP32", data: [7] }] };
const named = { inputs: [{ name: "x", shape: [-1, 2], datatype: "FP32" }] };
const zeros = { inputs: [{ name: "x", shape: [1, 2], datatype: "FP32", data: [0, 0] }] };

const canary = {
  name: "canary",
  resourceType: "model",
  default: "champion",
  candidates: [
    { name: "champion", weight: 50 },
    { name: "challenger", weight: 50 },
  ],
};

interface Made {
  readonly models?: readonly CalledModel[];
  readonly experiments?: readonly (typeof canary)[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly answer?: (header: string, call: number) => Answer;
}

/** Inference at an entry point that answers as told, and every body that was sent to it. */
function made({ models = [], experiments = [], metadata = {}, answer }: Made) {
  const sent: { model: string; header: string; body: unknown }[] = [];
  const entry = {
    address: "http://mesh",
    metadata: (model: string) => Promise.resolve(metadata[model]),
    infer: (model: string, header: string, body: unknown): Promise<Answer> => {
      sent.push({ model, header, body });
      return Promise.resolve(answer?.(header, sent.length) ?? { ok: true, by: header });
    },
  };
  const place = { tenant: "team-a", stack: "prod" };
  return { sent, inference: new Inference(entry, place, models, experiments) };
}

const iris: CalledModel = { name: "iris", input, isDeclared: true };
const bare: CalledModel = { name: "iris", isDeclared: true };

describe("the inference of a model", () => {
  it("sends what the stack file gives as input", async () => {
    const { inference, sent } = made({ models: [iris], metadata: { iris: named } });
    assert.deepEqual(await inference.model(iris), { status: "ok", detail: "iris answers" });
    assert.deepEqual(sent, [{ model: "iris", header: "iris", body: input }]);
  });

  it("sends zeros by the model's metadata when the stack file gives no input", async () => {
    const { inference, sent } = made({ models: [bare], metadata: { iris: named } });
    assert.equal((await inference.model(bare)).status, "ok");
    assert.deepEqual(sent[0]?.body, zeros);
  });

  it("fails without input and metadata, but only passes over a model that the team has added", async () => {
    const { inference } = made({ models: [bare] });
    assert.deepEqual(await inference.model(bare), {
      status: "failed",
      detail:
        "has no input in Pulumi.prod.yaml and its metadata names none; write input for it, a V2 request",
      next: "curl -i -H 'seldon-model: iris' http://mesh/v2/models/iris",
    });
    assert.equal((await inference.model({ ...bare, isDeclared: false })).status, "skipped");
  });

  it("points to the model when it is not found, and to the server's log when it breaks", async () => {
    const failing = (reason: string) =>
      made({ models: [iris], answer: () => ({ ok: false, reason }) }).inference.model(iris);
    assert.deepEqual(await failing("HTTP 404"), {
      status: "failed",
      detail: "HTTP 404",
      next: "kubectl -n team-a describe model iris",
    });
    assert.deepEqual(await failing("HTTP 500"), {
      status: "failed",
      detail: "HTTP 500",
      next: "kubectl -n team-a logs -l app.kubernetes.io/name=seldon-server --all-containers --tail=50",
    });
  });

  it("accepts an answer of another candidate only for the default of an experiment", async () => {
    const answer = (): Answer => ({ ok: true, by: "challenger" });
    const champion = { ...iris, name: "champion" };
    const shared = made({ models: [champion], experiments: [canary], answer });
    assert.equal((await shared.inference.model(champion)).status, "ok");
    const other = made({ models: [iris], experiments: [canary], answer });
    assert.equal((await other.inference.model(iris)).detail, "challenger answered in its place");
  });

  it("sends a candidate's request to its fellows that have none", async () => {
    const models = [
      { name: "champion", isDeclared: true },
      { name: "challenger", input, isDeclared: true },
    ];
    const { inference, sent } = made({ models, experiments: [canary] });
    for (const model of models) assert.equal((await inference.model(model)).status, "ok");
    assert.deepEqual(
      sent.map(({ body }) => body),
      [input, input],
    );
  });
});

describe("the measured split", () => {
  const models = [{ ...iris, name: "champion" }];
  const sharing = (answer: Made["answer"]) => made({ models, experiments: [canary], answer });

  it("calls the experiment by its header as often as asked, and counts who answers", async () => {
    const { inference, sent } = sharing((_, call) => ({
      ok: true,
      by: call % 2 === 0 ? "champion" : "challenger",
    }));
    assert.deepEqual(await inference.split(canary, 440), {
      status: "ok",
      detail: "440 calls fit the weights (champion 220, challenger 220)",
    });
    assert.equal(sent.length, 440);
    assert.deepEqual(sent[0], { model: "canary", header: "canary.experiment", body: input });
  });

  it("fails when one candidate gets all", async () => {
    const { inference } = sharing(() => ({ ok: true, by: "champion" }));
    const outcome = await inference.split(canary, 440);
    assert.deepEqual(outcome, {
      status: "failed",
      detail:
        "the split is not champion 50, challenger 50: champion got 440 of 440 calls and not 178 to 262, " +
        "challenger got 0 of 440 calls and not 178 to 262",
      next: "kubectl -n team-a get experiment canary -o yaml",
    });
  });

  it("stops at the first call that fails", async () => {
    const { inference, sent } = sharing(() => ({ ok: false, reason: "HTTP 503" }));
    assert.equal((await inference.split(canary, 440)).detail, "a call failed: HTTP 503");
    assert.ok(sent.length <= 8);
  });

  it("is passed over when nothing tells what to send", async () => {
    const { inference } = made({ experiments: [canary] });
    assert.equal((await inference.split(canary, 440)).status, "skipped");
  });

  it("says beforehand what so many calls can tell", () => {
    assert.equal(
      promiseOf(canary.candidates, 60),
      "60 calls for champion 50, challenger 50: a share that is off by 15 points is noticed in 99 of 100 runs, " +
        "a right one called wrong in 1 of 10000; fewer than the 440 that it takes for this",
    );
    assert.doesNotMatch(promiseOf(canary.candidates, 440), /fewer/);
  });
});

describe("what is called", () => {
  const live: LiveTenant = {
    runtimes: [],
    servers: [],
    workloads: [],
    models: [
      { metadata: { name: "iris" }, spec: {} },
      { metadata: { name: "theirs" }, spec: {} },
    ],
    experiments: [
      { metadata: { name: "canary" }, spec: { candidates: [{ name: "champion", weight: 100 }] } },
      { metadata: { name: "own" }, spec: { candidates: [{ name: "theirs", weight: 100 }] } },
    ],
  };

  it("is every model of the stack file, then those that the team has added", () => {
    const model = { name: "iris", storageUri: "s3://a/b", requirements: ["sklearn"] };
    assert.deepEqual(
      modelsToCall([{ ...model, parameters: {} }], live).map((m) => [m.name, m.isDeclared]),
      [
        ["iris", true],
        ["theirs", false],
      ],
    );
  });

  it("is every experiment by the stack file's weights, whatever the cluster has", () => {
    const declared = { ...canary, resourceType: "model" as const };
    assert.deepEqual(experimentsToMeasure([declared], live), [
      declared,
      {
        name: "own",
        default: undefined,
        candidates: [{ name: "theirs", weight: 100 }],
        resourceType: "model",
      },
    ]);
  });
});
