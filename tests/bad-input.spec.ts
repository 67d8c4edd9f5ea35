import assert from "node:assert/strict";

import { accepted, problems } from "./setup-config";

/** What is told of each mistake, in the order of the message; a table counts as one with its sentence. */
const sentences = {
  "a team group that is the cluster's own":
    'tenants[0].groups[0]: "system:masters" is a group of the cluster itself; write the team\'s own group',
  "hodometer disabled":
    "tenants[0].runtime.hodometer.disable: disable leaves the runtime's condition Ready Unknown for ever; write enabled: false",
  "a ServerConfig in a tenant's namespace":
    'tenants[0].servers[2].serverConfig: "team-a/large" is no bare name; Seldon reads ServerConfigs only in seldon-system, so write the name alone',
  "a server named twice":
    'tenants[0].servers[1].name: "mlserver" is the name of server 1 already; remove one of the two',
  "replicas of a server above its most":
    "tenants[0].servers[0].replicas: 5 is more than maxReplicas, which is 4; lower it, or raise maxReplicas",
  "replicas of a model below its least":
    "tenants[0].models[4].replicas: 1 is less than minReplicas, 2; change one of the two",
  "a model URL with a scheme that has no secret":
    'tenants[0].models[1].storageUri: "s4://models/churn" is of scheme s4, which the tenant has no login for; add it to storage (known: s3)',
  "a model URL to a public store in prod":
    'tenants[0].models[2].storageUri: "gs://seldon-models/demo" is at storage.googleapis.com, and prod loads models only from modelStores; copy it to one of them, and use the scheme of a login (known: s3)',
  "a model URL to a public host in prod":
    'tenants[0].models[3].storageUri: "https://example.com/heart" is at example.com, and prod loads models only from modelStores; copy it to one of them, and use the scheme of a login (known: s3)',
  "a capability that no server has":
    'tenants[0].models[0].requirements[0]: "scikit-learn" is nothing that a server here can do; did you mean sklearn? ' +
    "(mlserver: mlserver, alibi-detect, alibi-explain, huggingface, lightgbm, mlflow, python, sklearn, spark-mlib, xgboost; large: sklearn)",
  "weights that do not sum to 100":
    'tenants[0].experiments[0].candidates: [{"name":"iris","weight":70},{"name":"churn","weight":40}] is shared out to 110 percent; make the weights sum to 100',
  "an experiment on a missing model":
    'tenants[0].experiments[1].candidates[1].name: "win" is no model of this tenant; did you mean wine? (known: iris, churn, demo, heart, wine)',
  "a Pipeline without Kafka":
    'tenants[0].pipelines: [{"name":"chain","steps":[{"name":"iris"}],"output":["iris"]}] is without Kafka, which pipelines run on; write seldon.kafka, or remove them',
  "a quota that is too small": [
    'tenants[1].quota: {"hard":{"persistentvolumeclaims":1}} is too small for what will be made:',
    "                        replicas  persistentvolumeclaims",
    "      seldon-scheduler         1                       1",
    "      server iris              1                       1",
    "      total                                            2",
    "      quota                                            1",
    "      raise hard to persistentvolumeclaims 2; or ask for less: fewer replicas, smaller resources",
  ].join("\n"),
} as const;

type Mistake = keyof typeof sentences;
const mistakes = Object.keys(sentences) as Mistake[];

/** Takes the wrong value where that mistake is to be made, else the nearest that is right. */
type Pick = <T>(mistake: Mistake, wrong: T, right: T) => T;

const making =
  (made: readonly Mistake[]): Pick =>
  (mistake, wrong, right) =>
    made.includes(mistake) ? wrong : right;

/** A stack of prod that says what Seldon, Kubernetes or the air gap would punish later. */
const stack = (made: readonly Mistake[]) => {
  const pick = making(made);
  return {
    environment: "prod",
    registry: { host: "harbor.test", username: "robot" },
    modelStores: [{ endpoint: "https://minio.test:9000", egress: [inside(9000)] }],
    seldon: pick<object>("a Pipeline without Kafka", {}, { kafka }),
    tenants: [teamA(pick), teamB(pick)],
  };
};

const inside = (port: number) => ({ cidrs: ["10.9.0.1/32"], port });
const kafka = { bootstrap: "10.9.0.1:9092", replicationFactor: 3, egress: [inside(9092)] };
const off = { enabled: false };

const teamA = (pick: Pick) => ({
  name: "team-a",
  groups: [pick("a team group that is the cluster's own", "system:masters", "systems")],
  runtime: { hodometer: pick<object>("hodometer disabled", { disable: true }, off) },
  servers: [
    {
      name: "mlserver",
      replicas: pick("replicas of a server above its most", 5, 4),
      minReplicas: 2,
      maxReplicas: 4,
    },
    { name: pick("a server named twice", "mlserver", "mlserver-2") },
    {
      name: "large",
      serverConfig: pick("a ServerConfig in a tenant's namespace", "team-a/large", "large"),
      capabilities: ["sklearn"],
    },
  ],
  storage: [{ scheme: "s3", endpoint: "https://minio.test:9000" }],
  models: models(pick),
  experiments: experiments(pick),
  pipelines: [{ name: "chain", steps: [{ name: "iris" }], output: ["iris"] }],
});

function models(pick: Pick) {
  const word = pick("a capability that no server has", "scikit-learn", "sklearn");
  const from = (mistake: Mistake, wrong: string, path: string) =>
    pick(mistake, `${wrong}/${path}`, `s3://models/${path}`);
  const uris = {
    iris: "s3://models/iris",
    churn: from("a model URL with a scheme that has no secret", "s4://models", "churn"),
    demo: from("a model URL to a public store in prod", "gs://seldon-models", "demo"),
    heart: from("a model URL to a public host in prod", "https://example.com", "heart"),
    wine: "s3://models/wine",
  };
  const replicas = pick("replicas of a model below its least", 1, 2);
  return Object.entries(uris).map(([name, storageUri]) => ({
    name,
    storageUri,
    requirements: [name === "iris" ? word : "sklearn"],
    ...(name === "wine" && { replicas, minReplicas: 2, maxReplicas: 3 }),
  }));
}

const experiments = (pick: Pick) => [
  {
    name: "ab",
    candidates: [
      { name: "iris", weight: 70 },
      { name: "churn", weight: pick("weights that do not sum to 100", 40, 30) },
    ],
  },
  {
    name: "old-or-new",
    candidates: [
      { name: "demo", weight: 50 },
      { name: pick("an experiment on a missing model", "win", "wine"), weight: 50 },
    ],
  },
];

const teamB = (pick: Pick) => ({
  name: "team-b",
  quota: { hard: { persistentvolumeclaims: pick("a quota that is too small", 1, 2) } },
  servers: [{ name: "iris" }],
});

const lines = (made: readonly Mistake[]): string[] =>
  made.flatMap((mistake) => sentences[mistake].split("\n"));

describe("a stack file with every mistake at once", () => {
  it("is told each in a sentence of its own, in one message, and nothing that only follows", () => {
    assert.deepEqual(problems(stack(mistakes)), lines(mistakes));
  });

  it("is accepted when all are mended", () => {
    assert.equal(accepted(stack([])).tenants.length, 2);
  });

  for (const mistake of mistakes)
    it(`is told of nothing but ${mistake}, once the others are mended`, () => {
      const keys = (said: readonly string[]) => said.map((line) => line.split(": ")[0]);
      assert.deepEqual(keys(problems(stack([mistake]))), keys(lines([mistake])));
      const others = mistakes.filter((other) => other !== mistake);
      assert.deepEqual(keys(problems(stack(others))), keys(lines(others)));
    });
});
