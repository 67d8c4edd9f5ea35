import assert from "node:assert/strict";

import { tenantExposure, type TenantExposure } from "../../components/tenant-exposure";
import { one } from "../exposure/stack";
import { registered, tree } from "./registered";

const made = (type: string, exposure: object = {}, change: object = {}) => {
  const args = one({ type, ...exposure }, {}, change);
  return registered((opts) => {
    tenantExposure("team-a", args, opts);
  });
};
const gateway = [
  "kubernetes:networking.istio.io/v1:Gateway team-a-gateway < the stack",
  "kubernetes:networking.istio.io/v1:VirtualService team-a-routes < the stack",
];

describe("the way in of a tenant", () => {
  for (const word of ["cloudLoadBalancer", "metalLb", "hardwareLoadBalancer", "nodePort"])
    it(`is a Gateway and its routes by ${word}, by one name whichever word it is`, async () => {
      const resources = await made(word);
      assert.deepEqual(tree(resources), gateway);
      for (const { inputs } of resources)
        assert.deepEqual(inputs["metadata"], { name: "team-a", namespace: "istio-ingress" });
    });

  it("is a Service of its own by direct", async () => {
    assert.deepEqual(tree(await made("direct")), [
      "kubernetes:core/v1:Service team-a-direct < the stack",
    ]);
  });

  it("is an Ingress by ingressNginx, and under TLS its certificate", async () => {
    const ingress = "kubernetes:networking.k8s.io/v1:Ingress team-a-ingress < the stack";
    assert.deepEqual(tree(await made("ingressNginx")), [ingress]);
    const certManager = { authority: "selfSigned" };
    assert.deepEqual(tree(await made("ingressNginx", { tls: {} }, { certManager })), [
      "kubernetes:cert-manager.io/v1:Certificate team-a-ingress-certificate < the stack",
      ingress,
    ]);
  });

  it("is nothing by none", async () => {
    assert.deepEqual(tree(await made("none")), []);
  });

  it("hands on the Service whose address the cluster may choose, of a direct one alone", async () => {
    const ways: Record<string, TenantExposure> = {};
    await registered((opts) => {
      for (const type of ["direct", "metalLb", "none"])
        ways[type] = tenantExposure(`team-${type}`, one({ type }), opts);
    });
    assert.ok(ways["direct"]?.service);
    assert.equal(ways["metalLb"]?.service, undefined);
    assert.deepEqual(ways["none"]?.resources, []);
  });
});
