import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

import { objectsOf } from "./flatten";
import { realData } from "./real-data";

const script = resolve(__dirname, "../../charts/without-cluster-binding.js");
const render = (manifests: string) =>
  spawnSync(process.execPath, [script], { input: manifests, encoding: "utf8" });

/** The text of one object, as Helm hands it over. */
const object = (kind: string, role: string): string =>
  [
    "---",
    "# Source: seldon-core-v2-setup/templates/seldon-v2-components.yaml",
    "apiVersion: rbac.authorization.k8s.io/v1",
    `kind: ${kind}`,
    "metadata:",
    `  name: of-${role}`,
    "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: '" + role + "' }",
    "",
  ].join("\n");

const dangling = object("ClusterRoleBinding", "seldon-v2-manager-role");

describe("the post-renderer of Seldon's setup chart", () => {
  const others = [
    ["the controller's binding in its own namespace", "RoleBinding", "seldon-v2-manager-role"],
    ["a binding to another ClusterRole", "ClusterRoleBinding", "seldon-v2-other"],
    ["a ClusterRole of that name", "ClusterRole", "seldon-v2-manager-role"],
  ] as const;
  for (const [what, kind, role] of others)
    it(`takes out the cluster-wide binding alone, and leaves ${what} byte for byte`, () => {
      const other = object(kind, role);
      for (const manifests of [other + dangling, dangling + other]) {
        const { status, stdout, stderr } = render(manifests);
        assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: other, stderr: "" });
      }
    });

  it("passes on what a value holds, a separator in a text included", () => {
    const text = "---\nkind: ConfigMap\ndata:\n  x: |\n    a\n    ---\n    b: 0o17 # no comment\n";
    assert.equal(render(text).stdout, text);
  });

  it("fails on what is no YAML, so that nothing unread gets through", () => {
    const { status, stdout } = render("---\nkind: [ClusterRoleBinding\n");
    assert.notEqual(status, 0);
    assert.equal(stdout, "");
  });

  it("leaves what Seldon's chart renders by default, and takes out what it adds for a cluster", function () {
    const stream = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    assert.equal(render(stream).stdout, stream);
    assert.deepEqual(objectsOf(render(`${stream}${dangling}`).stdout), objectsOf(stream));
  });
});
