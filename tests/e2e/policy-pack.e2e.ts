import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalCluster } from "../../toolchain/local-cluster";
import { pluginFolders } from "../../toolchain/plugin-folders";
import { readPins } from "../../toolchain/pins";
import { templates } from "./fixtures/web-chart";

const checkout = path.resolve(__dirname, "../..");
const tools = realpathSync(process.env.PULUMI_BIN_DIR ?? path.join(checkout, ".local/bin"));

describe("the gate, under the real engine", function () {
  this.timeout(180_000);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "gate-")));
  const program = path.join(folder, "program");
  const kubeconfig = path.join(folder, "kubeconfig");
  const cluster = new LocalCluster({
    name: "gate",
    folder: path.join(folder, "cluster"),
    kubeconfig,
    toolsDir: tools,
    nodes: 0,
    say: () => undefined,
  });
  const environment = {
    HOME: folder,
    PATH: `${tools}${path.delimiter}${process.env.PATH ?? ""}`,
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}/state`,
    PULUMI_CONFIG_PASSPHRASE: "fixture",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    GATE_KUBECONFIG: kubeconfig,
  };

  function pulumi(args: string[], broken = "") {
    const { status, stdout, stderr } = spawnSync(
      "pulumi",
      [...args, "--non-interactive", "--color", "never"],
      {
        cwd: program,
        env: { ...environment, GATE_FIXTURE: broken },
        encoding: "utf8",
      },
    );
    return { status, output: stdout + stderr };
  }

  const preview = (stack: string, broken = "") =>
    pulumi(["preview", "--stack", stack, "--policy-pack", path.join(folder, "policy")], broken);

  function plugins(): void {
    for (const plugin of pluginFolders(readPins(checkout))) {
      const home = path.join(environment.PULUMI_HOME, "plugins", plugin.folder);
      mkdirSync(home, { recursive: true });
      const own = path.join(checkout, "toolchain/plugins", plugin.file);
      const isBuilt = plugin.file === "pulumi-resource-kubernetes";
      symlinkSync(isBuilt ? path.join(tools, plugin.file) : own, path.join(home, plugin.file));
    }
  }

  /** The pack in a checkout of its own, whose lock names a chart of the test's own. */
  function pack(): void {
    for (const part of ["policy", "operator", "toolchain/plugins"])
      cpSync(path.join(checkout, part), path.join(folder, part), {
        recursive: true,
        filter: (from) => from !== path.join(checkout, "policy/bin"),
      });
    symlinkSync(path.join(checkout, "node_modules"), path.join(folder, "node_modules"));
    const charts = Object.fromEntries(
      ["web", "other"].map((name) => [name, { version: "1.0.0", sha256: packaged(name) }]),
    );
    mkdirSync(path.join(folder, "charts"));
    const lock = JSON.stringify({ charts: { web: charts.web } });
    writeFileSync(path.join(folder, "charts/lock.json"), lock);
  }

  /** Packs the chart into the program's folder. @returns its sha256 */
  function packaged(name: string): string {
    const chart = path.join(folder, `chart-${name}`);
    mkdirSync(path.join(chart, "templates"), { recursive: true });
    writeFileSync(
      path.join(chart, "Chart.yaml"),
      `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    );
    writeFileSync(path.join(chart, "templates/all.yaml"), templates);
    execFileSync("helm", ["package", chart, "--destination", folder], { env: environment });
    const archive = path.join(program, `${name}.tgz`);
    renameSync(path.join(folder, `${name}-1.0.0.tgz`), archive);
    return createHash("sha256").update(readFileSync(archive)).digest("hex");
  }

  before(async () => {
    await cluster.start();
    plugins();
    cpSync(path.join(__dirname, "fixtures/policy"), program, { recursive: true });
    symlinkSync(path.join(checkout, "node_modules"), path.join(program, "node_modules"));
    writeFileSync(path.join(program, "package.json"), JSON.stringify({ main: "index.ts" }));
    pack();
    mkdirSync(path.join(folder, "state"));
    for (const stack of ["prod", "dev", "unlisted"]) {
      const { status, output } = pulumi(["stack", "init", stack]);
      assert.equal(status, 0, output);
    }
  });

  after(async () => {
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it("lets a program pass that keeps every rule", () => {
    const { status, output } = preview("prod");
    assert.equal(status, 0, output);
    assert.match(output, /seldon-platform/);
    assert.doesNotMatch(output, /can't run policy/);
  });

  const refusals: [rule: string, words: RegExp][] = [
    [
      "images-come-from-harbor",
      /docker\.io\/seldonio\/mlserver:1\.7\.1 comes from docker\.io, but images of this site come from harbor\.mlops\.internal/,
    ],
    [
      "hodometer-off-in-prod",
      /spec\.replicas of apps\/v1 Deployment team\/hodometer: hodometer has replicas: 1/,
    ],
    [
      "namespaces-deny-by-default",
      /nothing denies ingress and egress by default in namespace team/,
    ],
    ["charts-render", /ConfigGroup "hidden" rendered no object/],
  ];
  for (const [rule, words] of refusals)
    it(`refuses a program that breaks ${rule}, and says what to do`, () => {
      const { status, output } = preview("prod", rule);
      assert.equal(status, 1, output);
      assert.match(output, new RegExp(`\\[mandatory\\][^\\n]*${rule}`));
      assert.match(output, words);
    });

  const releases: [what: string, broken: string, words: RegExp][] = [
    [
      "with an image from elsewhere",
      "release-image",
      /containers\[0\]\.image of apps\/v1 Deployment team\/web: nginx names no host/,
    ],
    [
      "whose hook has an image from elsewhere",
      "release-hook",
      /containers\[0\]\.image of v1 Pod team\/hook: busybox:1 names no host/,
    ],
    ["with an unknown value", "release-unknown", /hides its objects: its values rest on an output/],
    [
      "of a chart that is not locked",
      "release-unlocked",
      /hides its objects: the sha256 of its chart other\.tgz is not in charts\/lock\.json/,
    ],
    [
      "that helm cannot render",
      "release-values",
      /hides its objects: helm cannot render it: .*name an image/,
    ],
  ];
  for (const [what, broken, words] of releases)
    it(`refuses a Helm release ${what}`, () => {
      const { status, output } = preview("prod", broken);
      assert.notEqual(status, 0, output);
      assert.match(output, words);
    });

  it("refuses an image that is unknown at preview, and names the value to make known", () => {
    const { status, output } = preview("prod", "unknown");
    assert.equal(status, 1, output);
    assert.match(
      output,
      /spec\.template\.spec\.containers\[0\]\.image of apps\/v1 Deployment team\/hodometer: is unknown at preview/,
    );
  });

  it("lets hodometer run in dev, whose site data says so", () => {
    const { output } = preview("dev", "hodometer-off-in-prod");
    assert.doesNotMatch(output, /hodometer has replicas/);
  });

  it("refuses a stack without site data, and names the file to add", () => {
    const { status, output } = preview("unlisted");
    assert.equal(status, 1, output);
    assert.match(output, /Stack "unlisted" has no site data\. Add policy\/site\/unlisted\.yaml/);
  });
});
