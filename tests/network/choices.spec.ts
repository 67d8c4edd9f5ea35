import assert from "node:assert/strict";

import type { Target } from "../../schema/kubernetes";
import type { End } from "./evaluator";
import * as platform from "./platform";

const storeA: Target = { cidrs: ["10.20.0.30/32"], port: 9000 };
const storeB: Target = { namespace: "minio", podLabels: { app: "minio" }, port: 9000 };
const traffic = [
  platform.serving("team-a", { modelStores: [storeA, storeB], reportsUsage: true }),
  platform.serving("team-b", { modelStores: [storeB] }),
  platform.training("lab", { modelStores: [storeA] }),
  platform.training("bare-lab"),
];
const [bare, full] = [platform.landscape, platform.everything].map((place) =>
  platform.policiesOf(place, traffic),
) as [Policies, Policies];
type Policies = ReturnType<typeof platform.policiesOf>;

/** Everything that a choice may open, and a near neighbour of each that must stay shut. */
const ends: Readonly<Record<string, End>> = {
  broker: platform.pod("kafka", { app: "broker" }),
  besideBroker: platform.pod("kafka", { app: "zookeeper" }),
  brokerAddress: { address: "10.20.0.40" },
  besideBrokerAddress: { address: "10.20.0.41" },
  collector: platform.pod("tracing", { app: "anything" }),
  storeA: { address: "10.20.0.30" },
  besideStoreA: { address: "10.20.0.31" },
  storeB: platform.pod("minio", { app: "minio" }),
  besideStoreB: platform.pod("minio", { app: "console" }),
  prometheus: platform.prometheus,
};

/** The ends that pods may reach, with the ports. */
const out = (policies: Policies, from: End) =>
  Object.fromEntries(
    Object.entries(ends)
      .map(([name, to]) => [name, platform.open(policies, from, to).join(", ")])
      .filter(([, found]) => found !== ""),
  ) as Record<string, string>;

const kafka = { broker: "TCP 9093", brokerAddress: "TCP 9094" };
const traces = { collector: "TCP 4317" };
const [a, b] = ["team-a", "team-b"].map(platform.podsOf) as [Pods, Pods];
type Pods = ReturnType<typeof platform.podsOf>;

describe("Kafka and tracing", () => {
  it("are reached by the parts that use them, at exactly the named targets", () => {
    for (const { modelGateway, pipelineGateway, dataflow, scheduler } of [a, b]) {
      for (const pod of [modelGateway, pipelineGateway, dataflow])
        assert.deepEqual(out(full, pod), { ...kafka, ...traces });
      assert.deepEqual(out(full, scheduler), traces);
    }
  });

  it("are not reached by Envoy, hodometer, or the controller", () => {
    for (const pod of [b.envoy, b.hodometer, platform.controller])
      assert.deepEqual(out(full, pod), {});
  });

  it("open nothing where they are not chosen", () => {
    for (const pod of [a.modelGateway, a.pipelineGateway, a.dataflow, a.scheduler])
      assert.deepEqual(out(bare, pod), {});
  });

  it("open no traces to gateways without Kafka, which then do not run", () => {
    const policies = platform.policiesOf({ ...platform.everything, kafka: undefined }, traffic);
    assert.deepEqual(out(policies, a.scheduler), traces);
    assert.deepEqual(out(policies, a.modelGateway), {});
  });

  it("let nobody in", () => {
    for (const from of [ends["broker"], ends["collector"], ends["storeB"]])
      for (const to of Object.values(a)) assert.deepEqual(platform.open(full, from as End, to), []);
  });
});

describe("model stores", () => {
  it("are reached by model servers alone, and only those that the tenant has a login for", () => {
    const [storeA, storeB] = [{ storeA: "TCP 9000" }, { storeB: "TCP 9000" }];
    assert.deepEqual(out(bare, a.server), { ...storeA, ...storeB });
    assert.deepEqual(out(bare, b.server), storeB);
    assert.deepEqual(out(full, b.server), { ...storeB, ...traces });
    for (const pod of [a.envoy, a.scheduler, b.hodometer]) assert.deepEqual(out(bare, pod), {});
  });
});

describe("a training tenant", () => {
  for (const [choices, policies] of [
    ["nothing", bare],
    ["everything", full],
  ] as const)
    it(`finds names, talks to itself and to its stores, with ${choices} chosen`, () => {
      const [job, other] = [platform.pod("lab", { job: "fit" }), platform.pod("lab")];
      assert.deepEqual(out(policies, job), { storeA: "TCP 9000" });
      assert.deepEqual(out(policies, platform.pod("bare-lab")), {});
      assert.deepEqual(platform.open(policies, job, platform.dns), ["TCP 53", "UDP 53"]);
      assert.equal(platform.open(policies, job, other).length, platform.ports.length * 2);
    });

  it("reaches no API server, no controller, no other tenant and no internet", () => {
    for (const job of [platform.pod("lab"), platform.podsOf("lab").scheduler])
      for (const to of [
        platform.apiServer,
        platform.controller,
        platform.internet,
        ...Object.values(a),
        platform.pod("bare-lab"),
      ])
        assert.deepEqual(platform.open(full, job, to), []);
  });

  it("is reached by nobody, even where its pods carry Seldon's labels", () => {
    const outside = [platform.controller, platform.prometheus, platform.stranger, a.envoy];
    for (const from of outside)
      for (const to of Object.values(platform.podsOf("lab")))
        assert.deepEqual(platform.open(full, from, to), []);
  });
});

describe("monitoring", () => {
  /** Of each pod, because the mesh puts a proxy beside it. */
  const proxy = ["TCP 15020", "TCP 15090"];
  const scraped: Readonly<Partial<Record<keyof Pods, string[]>>> = {
    server: ["TCP 8002", "TCP 8082", "TCP 9006"],
    envoy: ["TCP 9003"],
    pipelineGateway: ["TCP 9006"],
  };

  it("reaches the metrics ports and no other, so neither rclone's 5572 nor the agent's 7777", () => {
    for (const pods of [a, b])
      for (const [name, to] of Object.entries(pods))
        assert.deepEqual(
          platform.open(full, platform.prometheus, to),
          name === "hodometer" && pods === b
            ? []
            : [...(scraped[name as keyof Pods] ?? []), ...proxy],
          name,
        );
  });

  it("reaches nothing of the controller, whose metrics nothing scrapes", () => {
    assert.deepEqual(platform.open(full, platform.prometheus, platform.controller), []);
  });

  it("reaches no pipeline gateway without Kafka, and nothing at all where it is not chosen", () => {
    const policies = platform.policiesOf({ ...platform.everything, kafka: undefined }, traffic);
    assert.deepEqual(platform.open(policies, platform.prometheus, a.pipelineGateway), []);
    assert.deepEqual(platform.open(policies, platform.prometheus, a.envoy), ["TCP 9003", ...proxy]);
    for (const to of Object.values(a))
      assert.deepEqual(platform.open(bare, platform.prometheus, to), []);
  });
});
