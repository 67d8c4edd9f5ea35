import assert from "node:assert/strict";

import { tenantQuota } from "../../components/tenant-quota";
import type { Quota } from "../../quota/profiles";
import { ofKind, registered } from "./registered";

const quota: Quota = {
  hard: { pods: "40", "requests.nvidia.com/gpu": "2" },
  container: { default: { cpu: "1" }, defaultRequest: { cpu: "100m", memory: "128Mi" }, max: {} },
};

const make = (change: Partial<Quota> = {}) =>
  registered((opts) => {
    tenantQuota("team-a", { ...quota, ...change }, opts);
  });

describe("a tenant's quota", () => {
  it("is one ResourceQuota and one LimitRange, with names that people can ask kubectl for", async () => {
    const made = (await make()).map(({ type, name, inputs }) => ({
      type,
      name,
      metadata: inputs["metadata"],
      spec: inputs["spec"],
    }));
    assert.deepEqual(made, [
      {
        type: "kubernetes:core/v1:ResourceQuota",
        name: "team-a-quota",
        metadata: { name: "tenant-quota", namespace: "team-a" },
        spec: { hard: { pods: "40", "requests.nvidia.com/gpu": "2" } },
      },
      {
        type: "kubernetes:core/v1:LimitRange",
        name: "team-a-limits",
        metadata: { name: "tenant-limits", namespace: "team-a" },
        spec: {
          limits: [
            {
              type: "Container",
              default: { cpu: "1" },
              defaultRequest: { cpu: "100m", memory: "128Mi" },
            },
          ],
        },
      },
    ]);
  });

  it("makes no ResourceQuota where nothing is limited", async () => {
    const made = await make({ hard: {} });
    assert.deepEqual(
      [ofKind(made, "ResourceQuota").length, ofKind(made, "LimitRange").length],
      [0, 1],
    );
  });

  it("makes no LimitRange where containers get no amounts", async () => {
    for (const container of [{}, { default: {}, defaultRequest: {}, max: {} }]) {
      const made = await make({ container });
      assert.deepEqual(
        [ofKind(made, "ResourceQuota").length, ofKind(made, "LimitRange").length],
        [1, 0],
      );
    }
  });

  it("makes a LimitRange of a most alone", async () => {
    const [limits] = ofKind(await make({ container: { max: { cpu: "4" } } }), "LimitRange");
    assert.deepEqual(limits?.inputs["spec"], {
      limits: [{ type: "Container", max: { cpu: "4" } }],
    });
  });
});
