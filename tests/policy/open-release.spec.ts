import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HiddenRelease } from "../../policy/helm/hidden-release";
import { releaseOpener } from "../../policy/helm/open-release";

const URN = "urn:pulumi:prod::platform::kubernetes:helm.sh/v3:Release::web";
const RENDERED = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: plain}
---
# nothing here
---
apiVersion: v1
kind: ConfigMap
metadata: {name: elsewhere, namespace: kube-system}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: wide}
`;

describe("a Helm release, opened", () => {
  const checkout = mkdtempSync(join(tmpdir(), "releases-"));
  const write = (path: string, text: string) => {
    mkdirSync(join(checkout, path, ".."), { recursive: true });
    writeFileSync(join(checkout, path), text);
  };
  const lock = (...locked: string[]) => {
    const charts = Object.fromEntries(
      locked.map((text) => [text, { sha256: createHash("sha256").update(text).digest("hex") }]),
    );
    write("charts/lock.json", JSON.stringify({ charts }));
  };
  before(() => {
    write("Pulumi.yaml", "name: platform\n");
    write("crds/Pulumi.yaml", "name: platform-crds\n");
    write(".charts/web.tgz", "the archive");
    lock("the archive");
  });
  after(() => {
    rmSync(checkout, { recursive: true });
  });
  const inputs = { name: "web", namespace: "team", chart: ".charts/web.tgz", values: { a: 1 } };
  const render = () => RENDERED;
  const named = (change: object = {}, urn = URN) => {
    const { documents, hidden } = releaseOpener(checkout, render)(urn, { ...inputs, ...change });
    return hidden?.message ?? documents.length;
  };

  it("shows its objects, in its own namespace where they name none and need one", () => {
    const { documents } = releaseOpener(checkout, render)(URN, inputs);
    const metadata = documents.map((document) => (document as { metadata: object }).metadata);
    assert.deepEqual(metadata, [
      { name: "plain", namespace: "team" },
      { name: "elsewhere", namespace: "kube-system" },
      { name: "wide" },
    ]);
  });

  it("is rendered once for the same chart and values, and again for others", () => {
    const rendered: string[] = [];
    const open = releaseOpener(checkout, ({ values }, archive) => {
      rendered.push(`${archive} ${JSON.stringify(values)}`);
      return RENDERED;
    });
    open(URN, inputs);
    open(URN, { ...inputs });
    open(URN, { ...inputs, values: { a: 2 } });
    const archive = join(checkout, ".charts/web.tgz");
    assert.deepEqual(rendered, [`${archive} {"a":1}`, `${archive} {"a":2}`]);
  });

  it("is tried once also when it cannot be rendered, and says why each time", () => {
    let tries = 0;
    const open = releaseOpener(checkout, () => {
      tries++;
      throw new HiddenRelease("helm is tired", "Let it sleep.");
    });
    assert.equal(open(URN, inputs).hidden?.message, "helm is tired");
    assert.equal(open(URN, inputs).hidden?.message, "helm is tired");
    assert.equal(tries, 1);
  });

  it("finds its chart from the folder of its own project", () => {
    const crds = URN.replace("platform", "platform-crds");
    assert.equal(named(), 3);
    assert.equal(named({ chart: "../.charts/web.tgz" }, crds), 3);
    assert.equal(named({}, crds), "its chart is no file of this machine");
    assert.match(
      String(named({}, URN.replace("platform", "elsewhere"))),
      /^no folder of this checkout has a Pulumi\.yaml of project "elsewhere"/,
    );
  });

  it("is refused with a chart that is no file, without a word of an address that may hold a password", () => {
    for (const chart of ["oci://a:hunter2@harbor.test/web", ".charts", ".charts/gone.tgz"])
      assert.equal(named({ chart }), "its chart is no file of this machine");
  });

  it("is refused with an archive whose bytes are not locked", () => {
    write(".charts/other.tgz", "other bytes");
    const other = { chart: ".charts/other.tgz" };
    assert.equal(named(other), "the sha256 of its chart other.tgz is not in charts/lock.json");
    lock("the archive", "other bytes");
    assert.equal(named(other), 3);
    rmSync(join(checkout, "charts/lock.json"));
    assert.equal(named(), "the sha256 of its chart web.tgz is not in charts/lock.json");
    lock("the archive");
  });

  it("is refused when what comes out is no YAML", () => {
    const { hidden } = releaseOpener(checkout, () => "a: [")(URN, inputs);
    assert.equal(hidden?.message, "what helm rendered of it is no YAML");
  });
});
