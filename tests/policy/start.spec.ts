import { credentials, status } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isAlive, until } from "../toolchain/plugins-processes";

const checkout = resolve(__dirname, "../..");
const runner = join(checkout, "policy/pulumi-analyzer-policy-plain-node");

describe("policy/start.js", function () {
  this.timeout(60_000);
  let folder: string;
  const running: ChildProcess[] = [];

  /** Resolves with what the pack wrote when its port appears or it ends. */
  function start(stays = false): Promise<{ stdout: string; stderr: string; code: number | null }> {
    // As the engine starts it: the pack's folder is where it runs.
    const child = spawn(runner, ["127.0.0.1:1", "."], { cwd: join(folder, "policy") });
    running.push(child);
    return new Promise((done) => {
      let stdout = "";
      let stderr = "";
      child.stderr.on("data", (chunk) => (stderr += String(chunk)));
      child.stdout.on("data", (chunk) => {
        stdout += String(chunk);
        if (stdout.endsWith("\n")) {
          if (!stays) child.kill();
          done({ stdout, stderr, code: null });
        }
      });
      child.on("close", (code) => {
        done({ stdout, stderr, code });
      });
    });
  }
  const compiled = () => readdirSync(join(folder, "policy/bin"));

  /** The sources of the gate itself. */
  function copyGate(): void {
    cpSync(join(checkout, "policy"), join(folder, "policy"), {
      recursive: true,
      filter: (file) => file !== join(checkout, "policy/bin"),
    });
    cpSync(join(checkout, "operator"), join(folder, "operator"), { recursive: true });
  }
  /** A pack of two sources, where only what start.js does with them is judged: the gate's take seconds to compile. */
  function makePack(): void {
    mkdirSync(join(folder, "policy/rules"), { recursive: true });
    for (const name of ["start.js", "package.json", "PulumiPolicy.yaml"])
      copyFileSync(join(checkout, "policy", name), join(folder, "policy", name));
    writeFileSync(join(folder, "policy/rules/all.ts"), "export const RULES: never[] = [];\n");
    writeFileSync(
      join(folder, "policy/index.ts"),
      `import { PolicyPack } from "@pulumi/policy";
import { RULES } from "./rules/all";
export const serve = () => new PolicyPack("small", { policies: RULES });
`,
    );
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pack-"));
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes nothing to stdout but the port", async () => {
    copyGate();
    assert.match((await start()).stdout, /^\d+\n$/);
  });

  it("offers no remediation, for which the SDK would decode each resource", async () => {
    copyGate();
    const { stdout } = await start(true);
    const client = new AnalyzerClient(`127.0.0.1:${stdout.trim()}`, credentials.createInsecure());
    const code = await new Promise((done) => {
      client.remediate(new AnalyzeRequest(), (error) => {
        done(error?.code);
      });
    });
    client.close();
    assert.equal(code, status.UNIMPLEMENTED);
  });

  it("ends when the engine that started it is gone, as after kill -9", async () => {
    makePack();
    // A shell in the engine's place, which tells the pack's process id and is killed.
    const engine = spawn("sh", ["-c", `"${runner}" 127.0.0.1:1 . & echo $!; wait`], {
      cwd: join(folder, "policy"),
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.push(engine);
    let printed = "";
    for await (const chunk of engine.stdout) {
      printed += String(chunk);
      if (/^\d+\n\d+\n$/.test(printed)) break;
    }
    const pack = Number(printed.split("\n")[0]);
    assert.ok(isAlive(pack));
    engine.kill("SIGKILL");
    try {
      await until("the pack's end", () => !isAlive(pack));
    } finally {
      if (isAlive(pack)) process.kill(pack, "SIGKILL");
    }
  });

  it("compiles once, and again when a source changed", async () => {
    makePack();
    await start();
    const first = compiled();
    assert.equal(first.length, 1);
    await start();
    assert.deepEqual(compiled(), first);
    writeFileSync(join(folder, "policy/rules/extra.ts"), "export const extra = 1;\n");
    await start();
    assert.equal(compiled().length, 2);
  });

  it("removes what it compiled long ago", async () => {
    makePack();
    await start();
    const [old = ""] = compiled();
    utimesSync(join(folder, "policy/bin", old), 0, 0);
    writeFileSync(join(folder, "policy/rules/extra.ts"), "export const extra = 1;\n");
    await start();
    assert.equal(compiled().length, 1);
    assert.notDeepEqual(compiled(), [old]);
  });

  it("starts many at a time from nothing, and leaves no draft", async () => {
    copyGate();
    const ports = await Promise.all([start(), start(), start()]);
    for (const { stdout, stderr } of ports) assert.match(stdout, /^\d+\n$/, stderr);
    assert.equal(compiled().length, 1);
  });

  it("does not start with a source that is not TypeScript, and keeps nothing of it", async () => {
    makePack();
    writeFileSync(join(folder, "policy/rules/all.ts"), "export const RULES = [;\n");
    const { stdout, stderr } = await start();
    assert.equal(stdout, "");
    assert.match(stderr, /policy\/rules\/all\.ts cannot be compiled/);
    assert.ok(!existsSync(join(folder, "policy/bin")) || compiled().length === 0);
  });
});
