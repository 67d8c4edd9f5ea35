import assert from "node:assert/strict";

import { parseQuantity } from "../../quota/quantity";
import type { Part } from "../../quota/part";
import { filled, measure } from "../../quota/usage";

const part: Part = {
  name: "server",
  replicas: 2,
  containers: [
    {
      name: "a",
      resources: {
        requests: { cpu: "250m", "nvidia.com/gpu": "1" },
        limits: { cpu: "1", memory: "1Gi", "nvidia.com/gpu": "1" },
      },
    },
    { name: "b", resources: {} },
  ],
  claims: [
    { resources: { requests: { storage: "1Gi" } } },
    { storageClassName: "fast", resources: { requests: { storage: "2Gi" } } },
  ],
  perReplica: { services: 1 },
  once: { "statefulsets.apps": 1, services: 3 },
  surges: false,
};

describe("what a quota counts", () => {
  const amounts: Readonly<Record<string, string>> = {
    cpu: "500m",
    "requests.cpu": "500m",
    "limits.cpu": "2",
    memory: "2Gi",
    "limits.memory": "2Gi",
    "limits.ephemeral-storage": "0",
    "requests.nvidia.com/gpu": "2",
    "requests.storage": "6Gi",
    "fast.storageclass.storage.k8s.io/requests.storage": "4Gi",
    "fast.storageclass.storage.k8s.io/persistentvolumeclaims": "2",
    pods: "2",
    "count/pods": "2",
    persistentvolumeclaims: "4",
    services: "5",
    "count/services": "5",
    "count/statefulsets.apps": "1",
    "services.loadbalancers": "0",
    secrets: "0",
    constructor: "0",
  };
  for (const [key, amount] of Object.entries(amounts))
    it(`is ${amount} of ${key} for two replicas`, () => {
      assert.equal(measure(key, {})(part), parseQuantity(amount));
    });

  it("is no pod where there are no containers", () => {
    assert.equal(measure("pods", {})({ ...part, containers: [] }), 0n);
  });

  it("includes what the LimitRange gives to a container that says nothing", () => {
    const range = { default: { "ephemeral-storage": "1Gi" }, defaultRequest: { cpu: "50m" } };
    assert.equal(measure("limits.ephemeral-storage", range)(part), parseQuantity("4Gi"));
    assert.equal(measure("requests.cpu", range)(part), parseQuantity("600m"));
  });
});

describe("a container's amounts after admission", () => {
  const range = { max: { cpu: "4" }, default: { memory: "1Gi" }, defaultRequest: { cpu: "1" } };

  it("are those it has", () => {
    const resources = { requests: { cpu: "2" }, limits: { cpu: "3", memory: "2Gi" } };
    assert.deepEqual(filled({ resources }, range), {
      limits: { cpu: "3", memory: "2Gi" },
      requests: { cpu: "2", memory: "2Gi" },
    });
  });

  it("are the LimitRange's where it has none, with the most as a limit", () => {
    assert.deepEqual(filled({ resources: {} }, range), {
      limits: { cpu: "4", memory: "1Gi" },
      requests: { cpu: "1", memory: "1Gi" },
    });
  });

  it("are nothing without either", () => {
    assert.deepEqual(filled({ resources: {} }, {}), { limits: {}, requests: {} });
  });
});
