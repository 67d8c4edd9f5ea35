import assert from "node:assert/strict";

import { setupValues } from "../../components/seldon-values";
import type { SeldonArgs } from "../../components/seldon";
import { Runtime } from "../../schema/runtime";
import { Seldon } from "../../schema/seldon";
import { seldonRuntime } from "../../seldon/runtime";
import { seldonArgs } from "./made-up";

const egress = [{ cidrs: ["10.9.0.1/32"], port: 9092 }];
const settings = (change: object) => Seldon.parse(change);
const valuesOf = (change: Partial<SeldonArgs> = {}) => setupValues({ ...seldonArgs, ...change });
const everything = {
  kafka: {
    bootstrap: "kafka.test:9092",
    topicPrefix: "platform",
    partitions: 12,
    replicationFactor: 3,
    egress,
  },
  tracing: { endpoint: "collector.test:4317", ratio: 0.5, egress },
};

describe("the values for Seldon's setup chart, as to Kafka and traces,", () => {
  it("name no Kafka where there is none, and no collector", () => {
    const values = valuesOf();
    assert.ok(!("kafka" in values) && !("kafka" in values.security));
    assert.deepEqual(values.opentelemetry, { disable: true });
  });

  it("name the same brokers, topic prefix and collector as every runtime", () => {
    const { kafka, opentelemetry } = valuesOf({ settings: settings(everything) });
    const { config } = seldonRuntime({
      namespace: "team-a",
      runtime: Runtime.parse({}),
      hodometer: { enabled: false, metricsLevel: "feature" },
      settings: settings(everything),
    }).spec;
    assert.ok(kafka);
    assert.equal(kafka.bootstrap, config.kafkaConfig?.["bootstrap.servers"]);
    assert.equal(kafka.topicPrefix, config.kafkaConfig?.topicPrefix);
    assert.deepEqual(kafka.topics, { numPartitions: 12, replicationFactor: 3 });
    assert.deepEqual(opentelemetry, {
      endpoint: config.tracingConfig.otelExporterEndpoint,
      protocol: config.tracingConfig.otelExporterProtocol,
      ratio: config.tracingConfig.ratio,
    });
  });

  const ways: [string, object, object][] = [
    ["PLAINTEXT", {}, {}],
    [
      "SSL",
      { tls: { brokerCaSecret: "ca", clientSecret: "client" } },
      {
        ssl: {
          client: {
            brokerValidationSecret: "ca",
            endpointIdentificationAlgorithm: "https",
            secret: "client",
          },
        },
      },
    ],
    [
      "SASL_SSL",
      { tls: { brokerCaSecret: "ca" }, sasl: { username: "u", secret: "login" } },
      {
        sasl: { mechanism: "SCRAM-SHA-512", client: { username: "u", secret: "login" } },
        ssl: {
          client: { brokerValidationSecret: "ca", endpointIdentificationAlgorithm: "https" },
        },
      },
    ],
  ];
  for (const [protocol, change, expected] of ways)
    it(`reach the brokers by ${protocol}, by the names of Secrets`, () => {
      const kafka = { ...everything.kafka, ...change };
      const { security } = valuesOf({ settings: settings({ kafka }) });
      assert.deepEqual("kafka" in security && security.kafka, { protocol, ...expected });
    });
});
