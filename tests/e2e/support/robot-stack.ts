import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";

import { start } from "./finished";

const checkout = path.join(__dirname, "..", "..", "..");

/** Where a pull secret of the fixture is written, below the folder that is rendered into. */
const secretFile = path.join("1-manifest", "v1-secret-team-a-harbor-registry-secret.yaml");

/** A scratch project under the real engine, with a robot and its pull secret, which is written to a file. */
export class RobotStack {
  readonly root = mkdtempSync(path.join(os.tmpdir(), "robots-e2e-"));
  readonly project = path.join(this.root, "project");
  readonly stateFolder = path.join(this.root, "state");
  /** All that any run has printed. */
  printed = "";

  constructor(private readonly binDir: string) {
    for (const folder of [this.project, this.stateFolder]) mkdirSync(folder);
    const own = path.join(checkout, "toolchain", "plugins");
    this.plugin("language", "nodejs", "@pulumi/pulumi", own);
    this.plugin("resource", "random", "@pulumi/random", own);
    this.plugin("resource", "kubernetes", "@pulumi/kubernetes", binDir);
    symlinkSync(path.join(checkout, "node_modules"), path.join(this.project, "node_modules"));
    cpSync(path.join(checkout, "tsconfig.json"), path.join(this.project, "tsconfig.json"));
    for (const plugins of ["harbor", "policy"])
      symlinkSync(path.join(checkout, plugins), path.join(this.project, plugins));
    const fixture = path.join(checkout, "tests", "e2e", "fixtures", "robots");
    this.write("package.json", "{}");
    this.write("index.ts", `require(${JSON.stringify(fixture)});`);
    // As the program's own project file says it, relative path and all.
    const { plugins } = parse(readFileSync(path.join(checkout, "Pulumi.yaml"), "utf8")) as {
      plugins: object;
    };
    this.write("Pulumi.yaml", JSON.stringify({ name: "robots", runtime: "nodejs", plugins }));
  }

  async pulumi(...args: string[]): Promise<{ code: number; output: string }> {
    const { code, output } = await start(
      path.join(this.binDir, "pulumi"),
      [...args, "--non-interactive"],
      { cwd: this.project, env: this.environment() },
    ).finished;
    this.printed += output;
    return { code, output };
  }

  async succeeds(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    assert.equal(code, 0, output);
    return output;
  }

  /** @returns what was printed, as one line */
  async fails(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    assert.notEqual(code, 0, output);
    return output.replace(/\s+/g, " ");
  }

  /** Who the pull secret says is to pull; undefined before there is one. */
  login(): { username: string; password: string; encoded: string } | undefined {
    const file = path.join(this.root, "rendered", secretFile);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const [, encoded] = /dockerconfigjson: (\S+)\n/.exec(text) ?? [];
    if (encoded === undefined) return undefined;
    const { auths } = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as {
      auths: Record<string, { username: string; password: string }>;
    };
    const login = auths["harbor.example"];
    return login && { ...login, encoded };
  }

  /** Every file that the engine keeps of the stack, in one text. */
  state(): string {
    return readdirSync(this.stateFolder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private write(file: string, text: string): void {
    writeFileSync(path.join(this.project, file), text);
  }

  private plugin(kind: string, name: string, packageName: string, folder: string): void {
    const manifest = createRequire(__filename)(`${packageName}/package.json`) as {
      version: string;
    };
    const place = path.join(this.root, "home", "plugins", `${kind}-${name}-v${manifest.version}`);
    const file = `pulumi-${kind}-${name}`;
    mkdirSync(place, { recursive: true });
    symlinkSync(path.join(folder, file), path.join(place, file));
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: this.root,
      PULUMI_HOME: path.join(this.root, "home"),
      PULUMI_BACKEND_URL: `file://${this.stateFolder}`,
      PULUMI_CONFIG_PASSPHRASE: "dummy",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
  }
}
