import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const inside = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";
const addresses = (cidr: string, port: number) => [{ cidrs: [cidr], port }];
const pods = [{ namespace: "kafka", podLabels: { app: "broker" }, port: 9092 }];
const kafka = (change: object = {}) => ({
  seldon: {
    kafka: { bootstrap: "kafka.test:9092", egress: addresses("10.20.0.40/32", 9092), ...change },
  },
});
const prod = (change: object) => ({
  environment: "prod",
  registry: { host: "harbor.test", username: "robot" },
  ...kafka({ replicationFactor: 3, ...change }),
});

describe("the brokers of a stack", () => {
  it("are refused at a port that no way out opens", () => {
    assert.deepEqual(problems(kafka({ bootstrap: "kafka.test:9093" })), [
      'seldon.kafka.bootstrap: "kafka.test:9093" names port 9093, which no item of egress opens; add it there',
    ]);
  });

  it("are refused at an address that no way out holds", () => {
    assert.deepEqual(problems(kafka({ bootstrap: "10.20.0.41:9092" })), [
      'seldon.kafka.bootstrap: "10.20.0.41:9092" names 10.20.0.41, which is in no item of egress with port 9092; add it there',
    ]);
  });

  it("are looked at one by one", () => {
    const bootstrap = "10.20.0.40:9092,10.20.0.40:9093,10.20.0.41:9092";
    assert.equal(problems(kafka({ bootstrap })).length, 2);
  });

  it("are refused at a port that does not exist", () => {
    for (const port of ["0", "65536", "99999"])
      assert.deepEqual(problems(kafka({ bootstrap: `kafka.test:${port}` })), [
        `seldon.kafka.bootstrap: "kafka.test:${port}" names port ${port}, which does not exist; write 1 to 65535`,
      ]);
  });

  it("are accepted by name and by address at the port of a way out", () => {
    accepted(kafka());
    accepted(kafka({ bootstrap: "10.20.0.40:9092" }));
    accepted(kafka({ egress: addresses("10.20.0.0/24", 9092), bootstrap: "10.20.0.99:9092" }));
  });

  it("are accepted at any port in front of pods, where a Service may have another one", () => {
    accepted(kafka({ egress: pods, bootstrap: "kafka-bootstrap.kafka:9192" }));
  });

  it("are refused in the namespace of a tenant or of the controller", () => {
    for (const namespace of ["team-a", "seldon-system"])
      assert.deepEqual(problems(kafka({ egress: [{ namespace, port: 9092 }] })), [
        `seldon.kafka.egress[0].namespace: "${namespace}" is a namespace of this platform, which lets no tenant in; run it in a namespace of its own`,
      ]);
    accepted(kafka({ egress: [{ namespace: "team-a2", port: 9092 }] }));
  });
});

describe("the brokers of prod", () => {
  it("are refused on the internet", () => {
    const egress = addresses("93.184.216.34/32", 9092);
    assert.deepEqual(problems(prod({ egress })), [
      `seldon.kafka.egress[0].cidrs[0]: "93.184.216.34/32" is not inside a private range, and prod reaches its brokers only in its own network; write an address inside ${inside}`,
    ]);
    accepted(kafka({ egress }));
  });

  it("are accepted in a private range and as pods", () => {
    accepted(prod({}));
    accepted(prod({ egress: pods }));
  });

  it("keep more than one copy of a topic", () => {
    const sentence =
      "is a single copy of each topic, which is gone with its broker; in prod write 2 or more";
    assert.deepEqual(problems(prod({ replicationFactor: 1 })), [
      `seldon.kafka.replicationFactor: 1 ${sentence}`,
    ]);
    assert.deepEqual(problems(prod({ replicationFactor: undefined })), [
      `seldon.kafka.replicationFactor: ${sentence}`,
    ]);
    accepted(prod({ replicationFactor: 2 }));
    accepted(kafka({ replicationFactor: 1 }));
  });
});
