import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

import { objectsOf } from "./flatten";
import { realData } from "./real-data";

const script = resolve(__dirname, "../../charts/only-crds.js");
const render = (manifests: string) =>
  spawnSync(process.execPath, [script], {
    input: manifests,
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });

/** The text of one object, as Helm hands it over. */
const object = (kind: string, name: string): string =>
  `---\n# Source: base/templates/${name}.yaml\nkind: ${kind}\nmetadata:\n  name: ${name} # 0o17\n`;

const crd = object("CustomResourceDefinition", "gateways");

describe("the post-renderer of charts that bring CRDs", () => {
  it("leaves the CRDs alone, byte for byte, wherever they stand", () => {
    const account = object("ServiceAccount", "reader");
    const second = object("CustomResourceDefinition", "sidecars");
    for (const manifests of [
      crd + second + account,
      account + crd + second,
      crd + account + second,
    ]) {
      const { status, stdout, stderr } = render(manifests);
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: crd + second, stderr: "" });
    }
  });

  it("keeps a CRD before which there is no separator", () => {
    assert.equal(render(crd.replace("---\n", "")).stdout, crd);
  });

  it("does not take for a CRD what only speaks of one", () => {
    const text = "---\nkind: ConfigMap\ndata:\n  x: |\n    kind: CustomResourceDefinition\n";
    assert.equal(render(text).stdout, "");
  });

  it("passes over what Helm leaves of an empty template", () => {
    assert.equal(render(`---\n# Source: base/templates/zzz.yaml\n${crd}`).stdout, crd);
  });

  it("fails on what is no YAML, so that nothing unread gets through", () => {
    const { status, stdout } = render("---\nkind: [CustomResourceDefinition\n");
    assert.notEqual(status, 0);
    assert.equal(stdout, "");
  });

  for (const file of [
    "istio-1.30.3/base.rendered.yaml",
    "metallb-0.15.3/rendered.yaml",
    "cert-manager-1.21.1/rendered.yaml",
  ])
    it(`finds every CRD of ${file}, and nothing else`, function () {
      const stream = realData(this, file);
      const crds = objectsOf(stream).filter(({ kind }) => kind === "CustomResourceDefinition");
      assert.deepEqual(objectsOf(render(stream).stdout), crds);
    }).timeout("30s");
});
