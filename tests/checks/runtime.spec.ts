import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const egress = [{ cidrs: ["10.9.0.1/32"], port: 9093 }];
const kafka = { bootstrap: "kafka.test:9093", egress };
const withRuntime = (runtime: object, others: object = {}) => ({
  tenants: [{ name: "team-a", runtime }],
  ...others,
});

describe("Kafka's clients in a runtime", () => {
  for (const part of ["seldon-modelgateway", "seldon-pipelinegateway", "seldon-dataflow-engine"]) {
    const change = withRuntime({ replicas: { [part]: 2 } });

    it(`are refused in a stack without Kafka: ${part}`, () => {
      assert.deepEqual(problems(change), [
        `tenants[0].runtime.replicas.${part}: 2 is of no use without Kafka; write seldon.kafka, or remove it`,
      ]);
    });

    it(`are accepted where there is Kafka: ${part}`, () => {
      assert.ok(accepted({ ...change, seldon: { kafka } }));
    });
  }
});

describe("a login to Kafka", () => {
  const sasl = { username: "seldon", secret: "kafka-login" };
  const tls = { brokerCaSecret: "kafka-ca" };

  it("is refused without encryption, which Seldon does not offer", () => {
    assert.deepEqual(problems({ seldon: { kafka: { ...kafka, sasl } } }), [
      "seldon.kafka.tls: is missing, and Seldon logs in to encrypted brokers only; write tls.brokerCaSecret, or remove sasl",
    ]);
  });

  it("is accepted with it, and so is encryption without a login", () => {
    assert.ok(accepted({ seldon: { kafka: { ...kafka, sasl, tls } } }));
    assert.ok(accepted({ seldon: { kafka: { ...kafka, tls } } }));
  });
});

describe("a tenant's telemetry", () => {
  const counting = (metricsLevel: string, own: object) =>
    withRuntime({ hodometer: own }, { hodometer: { enabled: true, metricsLevel } });
  const key = "tenants[0].runtime.hodometer.metricsLevel";

  it("may not count more than the stack's", () => {
    assert.deepEqual(problems(counting("cluster", { metricsLevel: "feature" })), [
      `${key}: "feature" is more than the stack's cluster, and a tenant may only count less; lower it, or remove it`,
    ]);
  });

  it("may count as much or less", () => {
    assert.ok(accepted(counting("resource", { metricsLevel: "resource" })));
    assert.ok(accepted(counting("resource", { metricsLevel: "cluster" })));
  });

  it("has no level where it is off", () => {
    assert.deepEqual(problems(counting("feature", { enabled: false, metricsLevel: "cluster" })), [
      `${key}: "cluster" is of no use where telemetry is off; remove it, or enabled: false`,
    ]);
    assert.ok(accepted(counting("feature", { enabled: false })));
  });

  it("may not be turned on by the tenant", () => {
    assert.deepEqual(problems(withRuntime({ hodometer: { enabled: true } })), [
      "tenants[0].runtime.hodometer.enabled: true does not fit; expected false",
    ]);
  });
});

describe("a training tenant", () => {
  const stack = (training: object) => ({
    tenants: [{ name: "team-a" }, { name: "team-b", kind: "training", ...training }],
  });

  it("is refused a runtime and servers, each by its key", () => {
    assert.deepEqual(
      problems(
        stack({ runtime: { disableAutoUpdate: true }, servers: [{ name: "mlserver" }] }),
      ).map((line) => line.replace(/: [{[].*[}\].] is/, ": … is")),
      [
        "tenants[1].runtime: … is for tenants that serve, and this one is of kind training; remove runtime, or the kind",
        "tenants[1].servers: … is for tenants that serve, and this one is of kind training; remove servers, or the kind",
      ],
    );
  });

  it("is accepted without", () => {
    assert.equal(accepted(stack({})).tenants[1]?.kind, "training");
  });
});

describe("a container's requests", () => {
  const amounts = (requests: object, limits: object = {}) => ({ requests, limits });

  it("are refused above the limits, wherever resources are written", () => {
    const resources = amounts({ cpu: 2, memory: "2Gi" }, { cpu: "1500m", memory: "2G" });
    const lines = problems({
      tenants: [
        {
          name: "team-a",
          runtime: { resources: { "seldon-envoy": resources } },
          servers: [{ name: "mlserver", resources, agentResources: resources }],
        },
      ],
    });
    const expected = [
      "runtime.resources.seldon-envoy",
      "servers[0].resources",
      "servers[0].agentResources",
    ].flatMap((place) => [
      `tenants[0].${place}.requests.cpu: 2 is more than limits.cpu, which is 1500m; lower it, or raise limits.cpu`,
      `tenants[0].${place}.requests.memory: "2Gi" is more than limits.memory, which is 2G; lower it, or raise limits.memory`,
    ]);
    assert.deepEqual(lines, expected);
  });

  it("are accepted up to the limits, and alone", () => {
    const resources = amounts({ cpu: "1500m", memory: "2Gi" }, { cpu: 1.5, memory: "2048Mi" });
    assert.ok(accepted(withRuntime({ resources: { "seldon-envoy": resources } })));
    assert.ok(
      accepted(withRuntime({ resources: { "seldon-envoy": amounts({ cpu: 2, memory: "8Gi" }) } })),
    );
  });
});
