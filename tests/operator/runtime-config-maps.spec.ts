import assert from "node:assert/strict";

import type { Configuration } from "../../operator/custom-resources";
import { made, runtimeOf } from "./made";

const data = (
  name: string,
  own: Configuration,
  defaults: Configuration = {},
): Readonly<Record<string, string>> =>
  made(runtimeOf([], [], { own, defaults }), "ConfigMap", name).data;

describe("the ConfigMaps of a runtime", () => {
  it("take SeldonConfig's Kafka settings key by key where the runtime has none", () => {
    const own = {
      kafkaConfig: { topicPrefix: "mine", consumer: { "session.timeout.ms": 1 }, producer: null },
    };
    const defaults = {
      kafkaConfig: {
        "bootstrap.servers": "kafka:9092",
        topicPrefix: "seldon",
        consumer: { "session.timeout.ms": 6000, "auto.offset.reset": "earliest" },
        producer: { "linger.ms": "0" },
      },
    };
    assert.deepEqual(data("seldon-kafka", own, defaults), {
      "kafka.json":
        '{"bootstrap.servers":"kafka:9092","consumer":{"auto.offset.reset":"earliest",' +
        '"session.timeout.ms":1},"producer":{"linger.ms":"0"},"topicPrefix":"mine"}',
    });
  });

  it("escape what Go escapes", () => {
    const own = { kafkaConfig: { "bootstrap.servers": "<a&b>" } };
    assert.equal(
      data("seldon-kafka", own)["kafka.json"],
      String.raw`{"bootstrap.servers":"\u003ca\u0026b\u003e"}`,
    );
  });

  it("ignore that SeldonConfig switches tracing off, and obey the runtime", () => {
    const off = { tracingConfig: { disable: true, ratio: "1" } };
    const ignored = data("seldon-tracing", {}, off);
    assert.equal(ignored["OTEL_JAVAAGENT_ENABLED"], "true");
    assert.equal(ignored["tracing.json"], '{"ratio":"1"}');
    const obeyed = data("seldon-tracing", off);
    assert.equal(obeyed["OTEL_JAVAAGENT_ENABLED"], "false");
    assert.equal(obeyed["tracing.json"], '{"disable":true,"ratio":"1"}');
  });

  it("have the runtime's rclone secrets first, then SeldonConfig's, twice if in both", () => {
    const secrets = (...names: string[]): Configuration => ({
      agentConfig: { rclone: { config_secrets: names } },
    });
    assert.deepEqual(data("seldon-agent", secrets("mine", "shared"), secrets("shared")), {
      "agent.yaml": "rclone:\n  config_secrets:\n  - mine\n  - shared\n  - shared\n",
    });
  });

  it("have an empty rclone block where nobody names a secret", () => {
    assert.deepEqual(data("seldon-agent", {}), { "agent.yaml": "rclone: {}\n" });
  });
});
