import assert from "node:assert/strict";

import { tenantLabels } from "../../seldon/tenant-labels";

describe("the labels of a tenant's namespace", () => {
  it("have istiod inject where the tenant serves and there is a mesh", () => {
    assert.deepEqual(tenantLabels("dev", { kind: "serving" }, true), {
      "seldon-platform/stack": "dev",
      "seldon-platform/kind": "serving",
      "istio-injection": "enabled",
    });
    assert.ok(!("istio-injection" in tenantLabels("dev", { kind: "serving" })));
  });

  it("leave a training tenant out of the mesh", () => {
    assert.ok(!("istio-injection" in tenantLabels("dev", { kind: "training" }, true)));
  });
});
