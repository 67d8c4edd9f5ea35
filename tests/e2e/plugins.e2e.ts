import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";

interface Run {
  code: number | null;
  output: string;
}
interface Step {
  op: string;
  urn: string;
  newState: { inputs?: Record<string, unknown>; provider?: string; parent?: string };
}

const CHECKOUT = path.join(__dirname, "..", "..");
const FIXTURES = path.join(__dirname, "fixtures", "plugins");
const versionOf = (name: string): string =>
  (createRequire(__filename)(`${name}/package.json`) as { version: string }).version;

/** PULUMI_BIN_DIR, or the folder of the `pulumi` on PATH. */
function binDir(): string {
  const folders = [process.env["PULUMI_BIN_DIR"], ...(process.env["PATH"] ?? "").split(":")];
  const found = folders.find((folder) => folder && fs.existsSync(path.join(folder, "pulumi")));
  assert.ok(found, "No pulumi was found. Set PULUMI_BIN_DIR to the folder that holds it.");
  return found;
}

describe("the stand-in plugins under the real engine", function () {
  this.timeout(120_000);
  let root: string;
  let project: string;

  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-e2e-"));
    fs.symlinkSync(path.join(CHECKOUT, "node_modules"), path.join(root, "node_modules"));
    fs.mkdirSync(path.join(root, "state"));
    const own = path.join(CHECKOUT, "toolchain", "plugins");
    plugin("language", "nodejs", versionOf("@pulumi/pulumi"), own);
    plugin("resource", "random", versionOf("@pulumi/random"), own);
    const certManager = versionOf("@pulumi/kubernetes-cert-manager");
    plugin("resource", "kubernetes-cert-manager", certManager, own);
    plugin("resource", "kubernetes", versionOf("@pulumi/kubernetes"), binDir());
  });
  after(() => {
    fs.rmSync(root, { recursive: true, force: true });
  });

  function plugin(kind: string, name: string, version: string, folder: string): void {
    const place = path.join(root, "home", "plugins", `${kind}-${name}-v${version}`);
    fs.mkdirSync(place, { recursive: true });
    const file = `pulumi-${kind}-${name}`;
    fs.symlinkSync(path.join(folder, file), path.join(place, file));
  }

  function open(fixture: string): void {
    project = path.join(root, fixture);
    fs.cpSync(path.join(FIXTURES, fixture), project, { recursive: true });
    pulumi("stack", "init", "test");
  }

  function pulumi(...args: string[]): Run {
    const result = spawnSync(path.join(binDir(), "pulumi"), [...args, "--non-interactive"], {
      cwd: project,
      env: {
        PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: root,
        PULUMI_HOME: path.join(root, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(root, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "dummy",
        PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
      encoding: "utf8",
    });
    if (result.error) throw result.error;
    return { code: result.status, output: result.stdout + result.stderr };
  }

  function succeeds(...args: string[]): string {
    const { code, output } = pulumi(...args);
    assert.equal(code, 0, output);
    return output;
  }

  function refuses(reason: RegExp, ...args: string[]): void {
    const { code, output } = pulumi(...args);
    assert.notEqual(code, 0, output);
    assert.match(output, reason);
  }

  const passwords = (): string[] =>
    JSON.parse(succeeds("stack", "output", "secrets", "--json", "--show-secrets")) as string[];

  function everythingWritten(folder: string): string {
    return fs
      .readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  describe("with random resources", () => {
    let printed: string;

    before(() => {
      open("program");
      succeeds("config", "set", "rotation", "1");
      printed = succeeds("up", "--yes");
    });

    it("makes them, and has nothing to do afterwards", () => {
      assert.match(printed, /7 created/);
      succeeds("preview", "--expect-no-changes");
      succeeds("refresh", "--yes", "--expect-no-changes");
    });

    it("says in `pulumi about` that the language host is a stand-in", () => {
      const { runtime } = JSON.parse(succeeds("about", "--json")) as { runtime: object };
      assert.match(JSON.stringify(runtime), /stand-in/);
    });

    it("replaces with a rotated keeper what is kept by it, and nothing else", () => {
      const before = passwords();
      succeeds("config", "set", "rotation", "2");
      printed += succeeds("up", "--yes", "--diff");
      assert.match(printed, /\+-2 replaced\s+5 unchanged/);
      const after = passwords();
      assert.equal(new Set([...before, ...after]).size, 4);
    });

    it("shows no password in its output, and writes none in plain", () => {
      const written = everythingWritten(path.join(root, "state"));
      assert.match(written, /randomPassword/);
      for (const password of passwords()) {
        assert.ok(!printed.includes(password), "printed");
        assert.ok(!written.includes(password), "written");
      }
    });

    it("refuses at preview what cannot be drawn", () => {
      refuses(/length is 2, but .* add up to 3/, "preview", "--config", "length=2");
      succeeds("preview", "--config", "length=3");
      succeeds("config", "rm", "length");
    });

    it("refuses a type that it does not have", () => {
      refuses(/is not among the types of this stand-in/, "preview", "--config", "pet=true");
      succeeds("config", "rm", "pet");
    });

    it("runs a policy pack that reads stack and configuration as it starts", () => {
      const pack = path.join(root, "policy");
      fs.cpSync(path.join(FIXTURES, "policy"), pack, { recursive: true });
      const args = ["preview", "--policy-pack", pack, "--config"];
      const reason = /plugins-fixture\/test at rotation 2 has a password of 12 characters/;
      refuses(reason, ...args, "length=12");
      succeeds(...args, "length=20");
      fs.writeFileSync(path.join(pack, "index.js"), "throw new Error('no such site');");
      refuses(/no such site[^]*policy pack ended with exit code/, ...args, "length=20");
    });
  });

  it("previews CertManager without a cluster as one release on the given provider", () => {
    open("cert-manager");
    const { steps } = JSON.parse(succeeds("preview", "--json")) as { steps: Step[] };
    const release = steps.find((step) => step.urn.endsWith("Release::cert-manager-helm"));
    assert.match(release?.newState.parent ?? "", /:CertManager::cert-manager$/);
    assert.match(release?.newState.provider ?? "", /::nowhere::/);
    const { chart, name, version, values } = release?.newState.inputs ?? {};
    assert.deepEqual(
      { chart, name, version },
      {
        chart: "./chart",
        name: "cert-manager",
        version: "0.0.1",
      },
    );
    assert.deepEqual(values, {
      image: { registry: "harbor.example", tag: "[secret]" },
      imageNamespace: "mirror",
      installCRDs: true,
    });
  });
});
