import assert from "node:assert/strict";
import { deployment, findingsOf } from "../../objects";

const RULE = "pods-are-captured";
const told = (podSpec: object) => findingsOf(RULE, [deployment(podSpec)]).map(({ path }) => path);
const one = (container: object) => ({ containers: [{ name: "web", ...container }] });
const PROXY = { name: "istio-proxy", securityContext: { runAsUser: 1337, runAsGroup: 1337 } };

describe(RULE, () => {
  for (const field of ["runAsUser", "runAsGroup", "fsGroup"])
    it(`refuses ${field} 1337, and accepts its neighbours`, () => {
      assert.deepEqual(told({ securityContext: { [field]: 1337 } }), [
        `spec.template.spec.securityContext.${field}`,
      ]);
      assert.deepEqual(told(one({ securityContext: { [field]: 1337 } })), [
        `spec.template.spec.containers[0].securityContext.${field}`,
      ]);
      for (const id of [1336, 13370, 0, undefined, null])
        assert.deepEqual(told({ securityContext: { [field]: id } }), []);
    });

  it("refuses the group among others", () => {
    assert.deepEqual(told({ securityContext: { supplementalGroups: [1, 1337] } }), [
      "spec.template.spec.securityContext.supplementalGroups[1]",
    ]);
  });

  it("accepts Istio's own proxy, as its injector and its gateways write it", () => {
    for (const image of ["auto", "harbor.mlops.internal/mirror/istio/proxyv2:1.30.3"])
      assert.deepEqual(told({ containers: [{ ...PROXY, image }] }), []);
  });

  it("refuses what only bears the proxy's name", () => {
    for (const more of [
      { image: "harbor.mlops.internal/team/proxyv2-x:1" },
      { image: "auto", command: ["sh"] },
      {},
    ])
      assert.equal(told({ containers: [{ ...PROXY, ...more }] }).length, 2);
    assert.equal(told({ containers: [{ ...PROXY, name: "web", image: "auto" }] }).length, 2);
  });
});
