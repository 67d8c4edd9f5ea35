import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Helm, type ChartAccess } from "../../commands/helm";

describe("helm", function () {
  this.timeout("20s");
  const folder = mkdtempSync(join(tmpdir(), "helm-"));
  const helm = join(folder, "helm");
  const log = join(folder, "log");
  /** Writes down what it is started with. */
  const recorder = `#!/bin/sh
{ echo "args: $*"; echo "input: $(cat)"; env | sort; } >> '${log}'
`;
  beforeEach(() => {
    rmSync(log, { force: true });
    writeFileSync(helm, recorder);
    chmodSync(helm, 0o755);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const robot = { username: "robot$pull", password: "hunter2" };
  const at = (access: Partial<ChartAccess> = {}) =>
    new Helm({ helm, plainHttp: false, ...access }, folder);
  const recorded = (word: string): string[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line.startsWith(word));

  it("is handed the password on its input, and neither in its arguments nor its environment", async () => {
    await at(robot).login(["registry", "login", "harbor.test"]);
    assert.deepEqual(recorded("args"), [
      "args: registry login harbor.test --username robot$pull --password-stdin",
    ]);
    assert.deepEqual(recorded("input"), ["input: hunter2"]);
    assert.equal(readFileSync(log, "utf8").split("hunter2").length, 2);
  });

  it("does not log in without credentials, unless the command does more than that", async () => {
    await at().login(["repo", "add", "source", "https://charts.test"], true);
    await at().login(["registry", "login", "harbor.test"]);
    assert.deepEqual(recorded("args"), ["args: repo add source https://charts.test"]);
  });

  it("trusts the site's certificate authority, by a path that holds in any folder", async () => {
    await at({ caFile: "ca.pem" }).run(["pull", "oci://harbor.test/c"]);
    assert.deepEqual(recorded("args"), [
      `args: pull oci://harbor.test/c --ca-file ${join(process.cwd(), "ca.pem")}`,
    ]);
  });

  it("speaks plain HTTP only when told to, and not to `repo`, which has no such flag", async () => {
    await at({ plainHttp: true }).run(["pull", "x"]);
    await at({ plainHttp: true }).run(["repo", "add"]);
    assert.deepEqual(recorded("args"), ["args: pull x --plain-http", "args: repo add"]);
  });

  it("has a home of its own, and nothing of the shell's but the path", async () => {
    process.env["HELM_REGISTRY_CONFIG"] = "/home/me/config.json";
    try {
      await at().run(["version"]);
    } finally {
      delete process.env["HELM_REGISTRY_CONFIG"];
    }
    assert.deepEqual(recorded("HOME="), [`HOME=${folder}`]);
    const homes = ["CACHE", "CONFIG", "DATA"].map((kind) => `HELM_${kind}_HOME=${folder}`);
    assert.deepEqual(recorded("HELM_"), homes);
  });

  it("fails with what it said, and with the first two words of what was asked", async () => {
    writeFileSync(helm, "#!/bin/sh\ncat\necho '401 Unauthorized' >&2\nexit 3\n");
    await assert.rejects(at(robot).login(["registry", "login", "harbor.test"]), {
      message: "helm registry login failed: 401 Unauthorized",
    });
  });
});
