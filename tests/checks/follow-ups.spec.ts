import assert from "node:assert/strict";

import { problems } from "../setup-config";
import { iris, unserved } from "./serving-stack";

const label = "is no DNS label; use up to 63 of a-z, 0-9 and -, no - at either end";
const shared = (name: string, weight: unknown = 50) => ({
  experiments: [
    {
      name: "ab",
      candidates: [
        { name, weight },
        { name: "wine", weight: 50 },
      ],
    },
  ],
});
const two = (name: string) => ({ models: [iris({ name }), iris({ name: "wine" })] });
const kafka = { bootstrap: "kafka", egress: [{ cidrs: ["10.9.0.2/32"], port: 9092 }] };
const chain = { pipelines: [{ name: "chain", steps: [{ name: "iris" }], output: ["iris"] }] };
const http = "minio.test:9000";

/** What follows from each, and is not told: the schema has taken out what a check then misses. */
const cases: [what: string, said: () => string[], expected: string[]][] = [
  [
    "a server's name",
    () => unserved({ servers: [{ name: "ML_Server" }] }),
    [`servers[0].name: "ML_Server" ${label}`],
  ],
  [
    "a model's name",
    () => unserved({ ...two("Iris"), ...shared("iris") }),
    [`models[0].name: "Iris" ${label}`],
  ],
  [
    "a name in two places",
    () => unserved({ ...two("Iris"), ...shared("Iris") }),
    [`models[0].name: "Iris" ${label}`, `experiments[0].candidates[0].name: "Iris" ${label}`],
  ],
  [
    "a weight",
    () => unserved({ ...two("iris"), ...shared("iris", 150) }),
    ["experiments[0].candidates[0].weight: 150 does not fit; Too big: expected number to be <=100"],
  ],
  [
    "a login's scheme",
    () => unserved({ storage: [{ scheme: "S3", endpoint: `https://${http}` }] }),
    ['storage[0].scheme: "S3" is no URI scheme; write it as in s3'],
  ],
  [
    "a store's address",
    () => unserved({}, { modelStores: [{ endpoint: http, egress: kafka.egress }] }),
    [`modelStores[0].endpoint: "${http}" is no endpoint; write https://host or http://host:port`],
  ],
  [
    "a broker",
    () => unserved(chain, { seldon: { kafka } }),
    [
      'seldon.kafka.bootstrap: "kafka" is no list of brokers; write host:port, several with commas between',
    ],
  ],
  [
    "a bound",
    () => unserved({ servers: [{ name: "mlserver", minReplicas: 0, maxReplicas: 2 }] }),
    ["servers[0].minReplicas: 0 does not fit; Too small: expected number to be >=1"],
  ],
  [
    "a registry",
    () =>
      problems({ environment: "prod", registry: { host: "https://harbor", username: "robot" } }),
    [
      'registry.host: "https://harbor" is no registry host; write host or host:port, no scheme and no path',
    ],
  ],
  [
    "a tenant's name",
    () => problems({ tenants: [{ name: "Team" }, { name: "team-b", kind: "training" }] }),
    [`tenants[0].name: "Team" ${label}`],
  ],
];

describe("a value that is refused by itself", () => {
  for (const [what, said, expected] of cases)
    it(`is told alone, without what only follows from it: ${what}`, () => {
      assert.deepEqual(said(), expected);
    });

  it("hides nothing that is wrong beside it", () => {
    const servers = [{ name: "mlserver", serverConfig: "team-a/own", capabilities: ["sklearn"] }];
    const models = [iris({ requirements: ["cobol"], storageUri: "s4://a", memory: "1 GB" })];
    const keys = unserved({ servers, models, ...shared("iris") }).map(
      (line) => line.split(": ")[0],
    );
    assert.deepEqual(keys, [
      "servers[0].serverConfig",
      "models[0].memory",
      "models[0].storageUri",
      "models[0].requirements[0]",
      "experiments[0].candidates[1].name",
    ]);
  });
});
