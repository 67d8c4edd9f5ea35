import assert from "node:assert/strict";

import { defaultAccount } from "../../components/default-account";
import { registered, tree } from "./registered";

const make = () =>
  registered((opts) => {
    defaultAccount("team-a", { pullSecret: "harbor-registry-secret" }, opts);
  });

describe("the default account of a namespace", () => {
  it("is patched and not made, because it is the cluster's own", async () => {
    assert.deepEqual(tree(await make()), [
      "kubernetes:core/v1:ServiceAccountPatch team-a-default-account < the stack",
    ]);
  });

  it("pulls with the pull secret alone, whoever set another before", async () => {
    const [account] = await make();
    const { metadata, imagePullSecrets, ...others } = account?.inputs ?? {};
    assert.deepEqual(imagePullSecrets, [{ name: "harbor-registry-secret" }]);
    assert.deepEqual(metadata, {
      name: "default",
      namespace: "team-a",
      annotations: {
        "pulumi.com/patchFieldManager": "seldon-platform",
        "pulumi.com/patchForce": "true",
      },
    });
    assert.deepEqual(Object.keys(others).sort(), ["apiVersion", "kind"]);
  });
});
