import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { helmTemplate } from "../../policy/helm/helm-template";

describe("helm, as the gate asks it", () => {
  const folder = mkdtempSync(join(tmpdir(), "helm-"));
  const release = {
    name: "web",
    namespace: "team",
    chart: "not used",
    values: { login: { password: "hunter2" }, short: "a" },
  };
  const path = process.env.PATH;
  const answering = (script: string) => {
    writeFileSync(join(folder, "helm"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "helm"), 0o755);
    process.env.PATH = [folder, path].join(delimiter);
    return () => helmTemplate(release, "/charts/web.tgz");
  };
  afterEach(() => {
    process.env.PATH = path;
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("gets the values by stdin, where nobody sees them", () => {
    const seen = join(folder, "seen");
    assert.equal(answering(`echo "$@" > ${seen}; cat`)(), JSON.stringify(release.values));
    assert.equal(
      readFileSync(seen, "utf8"),
      "template web /charts/web.tgz --namespace team --include-crds --values -\n",
    );
  });

  it("is believed when it refuses, but for what it quotes of the values", () => {
    const refuse = answering(
      'cat > /dev/null; printf "walk.go: warning\\nError: x is hunter2:\\n- a bad day\\n\\nUse --debug flag\\n" >&2; exit 1',
    );
    assert.throws(refuse, {
      name: "HiddenRelease",
      message: "helm cannot render it: x is …: - a bad day",
    });
  });

  it("is asked for when it is missing", () => {
    const ask = answering("");
    process.env.PATH = join(folder, "nowhere");
    assert.throws(ask, {
      name: "HiddenRelease",
      message: "there is no helm on PATH to render it with",
      remedy: "Put helm 3 on the PATH of the one who runs pulumi.",
    });
  });
});
