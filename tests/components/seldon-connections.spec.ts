import assert from "node:assert/strict";

import { setupValues } from "../../components/seldon-values";
import type { SeldonArgs } from "../../components/seldon";
import { Runtime } from "../../schema/runtime";
import { Seldon } from "../../schema/seldon";
import { seldonRuntime } from "../../seldon/runtime";
import { connections, seldonArgs } from "./made-up";

const settings = (change: object) => Seldon.parse(change);
const valuesOf = (change: Partial<SeldonArgs> = {}) => setupValues({ ...seldonArgs, ...change });

describe("the values for Seldon's setup chart, as to Kafka and traces,", () => {
  it("name no Kafka where there is none, and no collector", () => {
    const values = valuesOf();
    assert.ok(!("kafka" in values) && !("kafka" in values.security));
    assert.deepEqual(values.opentelemetry, { disable: true });
  });

  it("name the same brokers, topic prefix and collector as every runtime", () => {
    const { kafka, opentelemetry } = valuesOf({ settings: settings(connections) });
    const { config } = seldonRuntime({
      namespace: "team-a",
      runtime: Runtime.parse({}),
      hodometer: { enabled: false, metricsLevel: "feature" },
      settings: settings(connections),
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
      const kafka = { ...connections.kafka, ...change };
      const { security } = valuesOf({ settings: settings({ kafka }) });
      assert.deepEqual("kafka" in security && security.kafka, { protocol, ...expected });
    });
});
