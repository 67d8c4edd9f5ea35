import assert from "node:assert/strict";
import { configMap, deployment, findingsOf, seldon } from "../../objects";

const found = (...objects: unknown[]) => findingsOf("kafka-is-inside", objects);
const container = (name: string, value: string) =>
  deployment({ containers: [{ name: "c", env: [{ name, value }] }] });
const kafkaConfig = (value: unknown) => ({
  config: { kafkaConfig: { "bootstrap.servers": value } },
});

describe("kafka-is-inside", () => {
  const places: [string, (brokers: string) => unknown][] = [
    ["SeldonConfig", (brokers) => seldon("SeldonConfig", kafkaConfig(brokers))],
    ["SeldonRuntime", (brokers) => seldon("SeldonRuntime", kafkaConfig(brokers))],
    [
      "kafka.json in a ConfigMap",
      (brokers) => configMap({ "kafka.json": JSON.stringify({ "bootstrap.servers": brokers }) }),
    ],
    ["properties in a ConfigMap", (brokers) => configMap({ "bootstrap.servers": brokers })],
    ["a variable", (brokers) => container("SELDON_KAFKA_BOOTSTRAP_SERVERS", brokers)],
    ["a list of brokers", (brokers) => container("KAFKA_BROKERS", brokers)],
    [
      "a flag",
      (brokers) =>
        deployment({ containers: [{ name: "c", args: ["--bootstrap-servers", brokers] }] }),
    ],
    [
      "Strimzi's kinds",
      (brokers) => ({
        apiVersion: "kafka.strimzi.io/v1beta2",
        kind: "KafkaConnect",
        metadata: { name: "k", namespace: "team" },
        spec: { bootstrapServers: brokers },
      }),
    ],
    ["a registry of schemas", (url) => container("SCHEMA_REGISTRY_URL", url)],
    [
      "a registry of schemas in a ConfigMap",
      (url) => configMap({ a: `schema.registry.url: ${url}\n` }),
    ],
  ];
  for (const [place, make] of places)
    it(`reads ${place}`, () => {
      const [finding, ...rest] = found(make("kafka.team.svc:9092,broker.evil.com:9092"));
      assert.deepEqual(rest, []);
      assert.match(finding?.message ?? "", /at broker\.evil\.com, which does not lie inside/);
      assert.deepEqual(found(make("kafka.team.svc:9092")), []);
    });

  const assignments: [string, (brokers: string) => unknown][] = [
    [
      "a flag with =",
      (b) => deployment({ containers: [{ name: "c", args: [`--bootstrap-servers=${b}`] }] }),
    ],
    ["a property of Java", (b) => container("JAVA_OPTS", `-Xmx1g -Dbootstrap.servers=${b}`)],
    ["a file of properties", (b) => configMap({ a: `acks=all\nbootstrap.servers = ${b}\n` })],
  ];
  for (const [what, make] of assignments)
    it(`reads ${what}`, () => {
      assert.equal(found(make("broker.evil.com:9092")).length, 1);
      assert.deepEqual(found(make("kafka.team.svc:9092")), []);
    });

  const hosts: [string, number][] = [
    ["SASL_SSL://kafka.team.svc:9093", 0],
    ["SASL_SSL://1.2.3.4:9093", 1],
    ["kafka:9092", 0],
    ["10.20.0.11:9092", 0],
    ["KAFKA.TEAM.SVC.:9092", 0],
    ["kafka.team.svc.evil.com:9092", 1],
    ["[2001:db8::1]:9092", 1],
    ["0x01020304:9092", 1],
    ["", 0],
  ];
  for (const [host, count] of hosts)
    it(`${count === 0 ? "accepts" : "refuses"} "${host}"`, () => {
      assert.equal(found(seldon("SeldonRuntime", kafkaConfig(host))).length, count);
    });

  it("survives null and other types", () => {
    assert.deepEqual(
      found(...[null, 5, ["x"], {}].map((value) => seldon("SeldonRuntime", kafkaConfig(value)))),
      [],
    );
  });
});
