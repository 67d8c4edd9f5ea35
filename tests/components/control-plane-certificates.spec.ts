import assert from "node:assert/strict";

import { controlPlaneCertificates } from "../../components/control-plane-certificates";
import { registered, tree } from "./registered";

const make = () =>
  registered((opts) => {
    const issuer = { issuer: "seldon-ca", issuerKind: "ClusterIssuer" } as const;
    controlPlaneCertificates("team-a", issuer, opts);
  });

describe("the control plane's certificates", () => {
  it("are two objects of the tenant, named by it", async () => {
    assert.deepEqual(tree(await make()), [
      "kubernetes:cert-manager.io/v1:Certificate team-a-seldon-controlplane-client < the stack",
      "kubernetes:cert-manager.io/v1:Certificate team-a-seldon-controlplane-server < the stack",
    ]);
  });

  it("are asked for in the tenant's namespace, from the stack's issuer", async () => {
    for (const { inputs } of await make()) {
      const { metadata, spec } = inputs as Record<"metadata" | "spec", Record<string, unknown>>;
      assert.equal(metadata["namespace"], "team-a");
      assert.deepEqual(spec["issuerRef"], {
        group: "cert-manager.io",
        kind: "ClusterIssuer",
        name: "seldon-ca",
      });
    }
  });
});
