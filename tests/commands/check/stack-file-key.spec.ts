import assert from "node:assert/strict";
import { stackFileKeyOf } from "../../../commands/check/stack-file-key";

const TEXT = `config:
  seldon-platform:registry:
    host: harbor.example
  seldon-platform:istio:
    enabled: true
  seldon-platform:exposure:
    type: metalLb
  seldon-platform:tenants:
    - name: team
    # the other
    - team: a
      name: team-a
`;
const urn = (types: string, name: string) => `urn:pulumi:prod::seldon-platform::${types}::${name}`;
const tenant = "seldon-platform:components:Tenant";
const istio = "seldon-platform:components:Istio";

describe("the stack file's key behind a resource", () => {
  const keyOf = (types: string, name: string, text = TEXT) =>
    stackFileKeyOf(urn(types, name), text);

  it("is the tenant's item for what lies in a tenant, with its line", () => {
    const path = "seldon-platform:tenants[1]";
    const expected = { path, line: 11, column: 7 };
    assert.deepEqual(keyOf(tenant, "team-a"), expected);
    assert.deepEqual(keyOf(`${tenant}$kubernetes:core/v1:Secret`, "team-a-pull-secret"), expected);
  });

  it("is the item of the tenant with the longer name, where two begin alike", () => {
    assert.equal(
      keyOf(`${tenant}$kubernetes:v1:X`, "team-runtime")?.path,
      "seldon-platform:tenants[0]",
    );
    assert.equal(
      keyOf(`${tenant}$kubernetes:v1:X`, "team-a-x")?.path,
      "seldon-platform:tenants[1]",
    );
  });

  it("is the part's for what lies in a part, a chart's objects too", () => {
    const chart = `${istio}$kubernetes:helm.sh/v4:Chart$kubernetes:apps/v1:Deployment`;
    assert.deepEqual(keyOf(chart, "istio-istiod:istio-system/istiod"), {
      path: "seldon-platform:istio",
      line: 4,
      column: 3,
    });
  });

  it("is the exposure's for the way in that lies in the mesh", () => {
    const door = `${istio}$kubernetes:core/v1:Service`;
    assert.equal(keyOf(door, "istio-metallb")?.path, "seldon-platform:exposure");
  });

  it("is the registry's for the provider of robots", () => {
    assert.equal(keyOf("pulumi:providers:harbor", "harbor")?.path, "seldon-platform:registry");
  });

  it("is none where neither the URN nor the file tells", () => {
    assert.equal(keyOf("kubernetes:core/v1:Secret", "x"), undefined);
    assert.equal(keyOf("seldon-platform:components:MetalLb", "metallb"), undefined);
    assert.equal(stackFileKeyOf("no urn", TEXT), undefined);
    assert.equal(keyOf(tenant, "team", "a: ["), undefined);
  });
});
