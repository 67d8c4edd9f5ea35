import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const checkout = resolve(__dirname, "../..");

describe("policy/start.js", function () {
  this.timeout(60_000);
  let folder: string;
  const running: ChildProcess[] = [];

  /** Resolves with what the pack wrote when its port appears or it ends. */
  function start(): Promise<{ stdout: string; stderr: string; code: number | null }> {
    const runner = join(checkout, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    // Not the pack's folder: the engine chooses where a pack starts.
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", join(folder, "policy")], {
      cwd: folder,
    });
    running.push(child);
    return new Promise((done) => {
      let stdout = "";
      let stderr = "";
      child.stderr.on("data", (chunk) => (stderr += String(chunk)));
      child.stdout.on("data", (chunk) => {
        stdout += String(chunk);
        if (stdout.endsWith("\n")) {
          child.kill();
          done({ stdout, stderr, code: null });
        }
      });
      child.on("close", (code) => {
        done({ stdout, stderr, code });
      });
    });
  }
  const compiled = () => readdirSync(join(folder, "policy/bin"));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pack-"));
    cpSync(join(checkout, "policy"), join(folder, "policy"), {
      recursive: true,
      filter: (file) => file !== join(checkout, "policy/bin"),
    });
    cpSync(join(checkout, "operator"), join(folder, "operator"), { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes nothing to stdout but the port", async () => {
    assert.match((await start()).stdout, /^\d+\n$/);
  });

  it("compiles once, and again when a source changed", async () => {
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
    await start();
    const [old = ""] = compiled();
    utimesSync(join(folder, "policy/bin", old), 0, 0);
    writeFileSync(join(folder, "policy/rules/extra.ts"), "export const extra = 1;\n");
    await start();
    assert.equal(compiled().length, 1);
    assert.notDeepEqual(compiled(), [old]);
  });

  it("starts many at a time from nothing, and leaves no draft", async () => {
    const ports = await Promise.all([start(), start(), start()]);
    for (const { stdout, stderr } of ports) assert.match(stdout, /^\d+\n$/, stderr);
    assert.equal(compiled().length, 1);
  });

  it("does not start with a source that is not TypeScript, and keeps nothing of it", async () => {
    writeFileSync(join(folder, "policy/rules/all.ts"), "export const RULES = [;\n");
    const { stdout, stderr } = await start();
    assert.equal(stdout, "");
    assert.match(stderr, /policy\/rules\/all\.ts cannot be compiled/);
    assert.ok(!existsSync(join(folder, "policy/bin")) || compiled().length === 0);
  });
});
