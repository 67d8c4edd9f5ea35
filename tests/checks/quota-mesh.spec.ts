import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

/** A stack with one tenant, and no limits but those of its own. */
const stack = (quota: object, tenant: object = {}, more: object = {}) => ({
  quotaProfiles: { standard: {} },
  tenants: [{ name: "team-a", quota, servers: [{ name: "iris" }], ...tenant }],
  ...more,
});

describe("the quota of a tenant in the mesh", () => {
  const istio = { enabled: true, proxy: { limits: { cpu: 2, memory: "100Mi" } } };

  it("is one without room for a proxy beside each pod", () => {
    const hard = (cpu: number) => ({ hard: { "limits.cpu": cpu } });
    accepted(stack(hard(5.5), {}));
    const lines = problems(stack(hard(13), {}, { istio }));
    assert.deepEqual(lines.slice(1), [
      "                                   replicas  limits.cpu",
      "      seldon-scheduler                    1           3",
      "      seldon-envoy                        1           3",
      "      server iris                         1       4500m",
      "      one more pod during updates         1           3",
      "      total                                      13500m",
      "      quota                                          13",
      "      raise hard to limits.cpu 13500m; or ask for less: fewer replicas, smaller resources",
    ]);
    accepted(stack(hard(13), {}, { istio: { ...istio, enabled: false } }));
  });

  it("is one without room for the mesh's own CA, which is in every namespace", () => {
    const hard = (configmaps: number) => ({ hard: { configmaps } });
    accepted(stack(hard(4)));
    assert.equal(problems(stack(hard(4), {}, { istio })).length, 7);
    accepted(stack(hard(5), {}, { istio }));
  });

  it("may be too small for the proxy of each pod", () => {
    const max = (memory: string) =>
      stack(
        { container: { max: { memory } } },
        {},
        { istio: { enabled: true, proxy: { limits: { memory: "2Gi" } } } },
      );
    assert.match(problems(max("1Gi"))[0] ?? "", /istio-proxy of seldon-envoy \(memory 2Gi\)/);
    accepted(max("2Gi"));
  });
});
