import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const stack = (...servers: object[]) => ({ tenants: [{ name: "team-a", servers }] });
const image = { path: "team-a/server", tag: "1.0" };

/** What is wrong with one server, its place left out. */
const wrong = (server: object): string[] =>
  problems(stack({ name: "a", ...server })).map((line) =>
    line.replace("tenants[0].servers[0].", ""),
  );

const fine = (server: object) => accepted(stack({ name: "a", ...server })).tenants[0]?.servers[0];

interface Case {
  readonly title: string;
  readonly refused: object;
  readonly says: string;
  /** The nearest that is legal. */
  readonly accepted: object;
}

const cases: readonly Case[] = [
  ...["seldon-scheduler", "seldon-envoy", "hodometer", "seldon-mesh"].map((name) => ({
    title: `the name ${name}, which Seldon needs itself`,
    refused: { name },
    says: `name: "${name}" is a part of Seldon's own in this namespace; choose another name`,
    accepted: { name: `${name}-2` },
  })),
  ...["1st", "a".repeat(53)].map((name) => ({
    title: `the name ${name}, which no workload can have`,
    refused: { name },
    says: `name: "${name}" is no name for a server; start with a letter and use at most 52 of a-z, 0-9 and -`,
    accepted: { name: "a".repeat(52) },
  })),
  {
    title: "a lower bound without an upper one",
    refused: { minReplicas: 2 },
    says: "minReplicas: 2 is of no use alone; write maxReplicas as well, or replicas for a fixed number",
    accepted: { minReplicas: 2, maxReplicas: 2 },
  },
  {
    title: "an upper bound without a lower one",
    refused: { maxReplicas: 2 },
    says: "maxReplicas: 2 is of no use alone; write minReplicas as well, or replicas for a fixed number",
    accepted: { replicas: 2 },
  },
  {
    title: "bounds the wrong way round",
    refused: { minReplicas: 3, maxReplicas: 2 },
    says: "minReplicas: 3 is more than maxReplicas, which is 2; lower it, or raise maxReplicas",
    accepted: { minReplicas: 2, maxReplicas: 3 },
  },
  {
    title: "fewer replicas than the lower bound",
    refused: { replicas: 1, minReplicas: 2, maxReplicas: 4 },
    says: "replicas: 1 is less than minReplicas, which is 2; raise it, or lower minReplicas",
    accepted: { replicas: 2, minReplicas: 2, maxReplicas: 4 },
  },
  {
    title: "more replicas than the upper bound",
    refused: { replicas: 5, minReplicas: 2, maxReplicas: 4 },
    says: "replicas: 5 is more than maxReplicas, which is 4; lower it, or raise maxReplicas",
    accepted: { replicas: 4, minReplicas: 2, maxReplicas: 4 },
  },
  {
    title: "a custom server without an image",
    refused: { type: "custom", capabilities: ["own"] },
    says: "image: is missing, and type custom brings none; write image.path and image.tag",
    accepted: { type: "custom", capabilities: ["own"], image },
  },
  {
    title: "a custom server that can do nothing",
    refused: { type: "custom", image },
    says: "capabilities: is missing, and type custom has none; list what models may require of this server",
    accepted: { type: "custom", image, extraCapabilities: ["own"] },
  },
  {
    title: "somebody else's ServerConfig for a custom server",
    refused: { type: "custom", capabilities: ["own"], image, serverConfig: "theirs" },
    says: 'serverConfig: "theirs" is of no use to type custom, which gets one of its own; remove it, or write the type whose container it has',
    accepted: { type: "triton", serverConfig: "theirs" },
  },
  {
    title: "a ServerConfig of another type",
    refused: { serverConfig: "triton" },
    says: 'serverConfig: "triton" is for another type than mlserver; write type: triton, or remove it',
    accepted: { type: "triton", serverConfig: "triton" },
  },
  {
    title: "a ServerConfig in a tenant's namespace",
    refused: { serverConfig: "team-a/own" },
    says: 'serverConfig: "team-a/own" is no bare name; Seldon reads ServerConfigs only in seldon-system, so write the name alone',
    accepted: { serverConfig: "own" },
  },
  {
    title: "a volume beside somebody else's ServerConfig",
    refused: { serverConfig: "theirs", modelVolume: { size: "5Gi" } },
    says: 'modelVolume: {"size":"5Gi"} is given by serverConfig already; remove one of the two',
    accepted: { modelVolume: { size: "5Gi" } },
  },
  {
    title: "a variable of the agent that another key says",
    refused: { agent: { env: { SELDON_SERVER_CAPABILITIES: "a" } } },
    says: 'agent.env.SELDON_SERVER_CAPABILITIES: "a" is set by Seldon itself; remove it (capabilities, type and seldon.controlPlaneTls are keys of their own)',
    accepted: { agent: { env: { SELDON_OVERCOMMIT_PERCENTAGE: "20" } } },
  },
  {
    title: "a second variable of the agent in somebody else's ServerConfig",
    refused: { serverConfig: "theirs", agent: { env: { SELDON_OVERCOMMIT_PERCENTAGE: "20" } } },
    says: 'agent.env.SELDON_OVERCOMMIT_PERCENTAGE: "20" is set by ServerConfig theirs already, and Seldon takes no second one; remove it, or serverConfig',
    accepted: { serverConfig: "theirs", agent: { env: { OWN: "20" } } },
  },
  {
    title: "a second variable of the model server in somebody else's ServerConfig",
    refused: { serverConfig: "mlserver", env: { MLSERVER_MODEL_PARALLEL_WORKERS: "2" } },
    says: 'env.MLSERVER_MODEL_PARALLEL_WORKERS: "2" is set by ServerConfig mlserver already, and Seldon takes no second one; remove it, or serverConfig',
    accepted: { env: { MLSERVER_MODEL_PARALLEL_WORKERS: "2" } },
  },
  {
    title: "a GPU that is no device",
    refused: { gpu: { resource: "cpu" } },
    says: 'gpu.resource: "cpu" is no device; write it as in nvidia.com/gpu',
    accepted: { gpu: { resource: "amd.com/gpu" } },
  },
  {
    title: "a toleration with a value that nothing compares",
    refused: { tolerations: [{ key: "gpu", value: "yes" }] },
    says: 'tolerations[0].value: "yes" is compared by operator Equal only; write operator: Equal, or remove it',
    accepted: { tolerations: [{ key: "gpu", operator: "Equal", value: "yes" }] },
  },
  {
    title: "a toleration that compares without a key",
    refused: { tolerations: [{ operator: "Equal", value: "yes" }] },
    says: "tolerations[0].key: is missing, and only operator Exists fits every taint; write the taint's key",
    accepted: { tolerations: [{ operator: "Exists" }] },
  },
];

describe("a server", () => {
  for (const { title, refused, says, accepted: legal } of cases) {
    it(`is refused ${title}`, () => {
      assert.deepEqual(wrong(refused), [says]);
    });

    it(`is accepted next to that: not ${title}`, () => {
      assert.ok(fine(legal));
    });
  }

  it("is refused a name that another one of the tenant has", () => {
    assert.deepEqual(problems(stack({ name: "a" }, { name: "b" }, { name: "a" })), [
      'tenants[0].servers[2].name: "a" is the name of server 1 already; remove one of the two',
    ]);
  });

  it("may have the name of another tenant's", () => {
    const servers = [{ name: "a" }];
    const tenants = ["team-a", "team-b"].map((name) => ({ name, servers }));
    assert.equal(accepted({ tenants }).tenants.length, 2);
  });

  it("may be an own build of MLServer or Triton, and MLServer may have a GPU", () => {
    assert.deepEqual(fine({ image, gpu: {} })?.image, image);
    assert.deepEqual(fine({ type: "triton", image, gpu: { count: 2 } })?.gpu?.count, 2);
  });
});
