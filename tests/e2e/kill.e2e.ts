import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CheckoutCopy } from "./support/checkout-copy";
import { KilledRuns } from "./support/killed-runs";
import { StackShell } from "./support/stack-shell";

describe("make up after a SIGKILL", function () {
  this.timeout(600_000);
  let copy: CheckoutCopy;
  let runs: KilledRuns;

  const folder = () => copy.path(".local/dev/state/.pulumi/locks/organization/seldon-platform/dev");
  const locks = () => readdirSync(folder()).filter((name) => name.endsWith(".json"));
  const lock = (pid: number, hostname: string) => {
    mkdirSync(folder(), { recursive: true });
    const text = JSON.stringify({ pid, username: "somebody", hostname, timestamp: "2026-01-01" });
    writeFileSync(path.join(folder(), "0000.json"), text);
  };

  before(async function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    runs = new KilledRuns(copy, process.env.KILL_SEED ?? String(Date.now()), console.log);
    const { code, output } = await copy.make(["up"]);
    assert.equal(code, 0, output);
  });
  after(() => {
    copy.remove();
  });

  it("converges, and leaves no process behind, when the engine alone was killed", () =>
    runs.ofAChange("engine"));

  it("converges, and leaves no process behind, when everything was killed", () =>
    runs.ofAChange("group"));

  it("clears the lock of a dead process of this machine, and of no other machine", async () => {
    // Beyond the highest number that Linux gives to a process.
    const pid = 4_194_305;
    lock(pid, "another-machine");
    const other = await copy.make(["up"]);
    assert.notEqual(other.code, 0);
    assert.match(
      other.output,
      /another update holds this stack: process 4194305 on another-machine since 2026-01-01; wait for it, or end it/,
    );
    assert.deepEqual(locks(), ["0000.json"], "it is not ours to clear");
    lock(pid, os.hostname());
    const own = await copy.make(["up"]);
    assert.equal(own.code, 0, own.output);
    assert.match(own.output, /cleared the lock of process 4194305, which was killed/);
  });

  it("does not touch a stack that somebody else's pulumi is at work on", async () => {
    const shell = await StackShell.open(copy, "dev");
    const plain = shell.run("pulumi up --yes --skip-preview");
    while (locks().length === 0) await sleep(5);
    const { pid } = JSON.parse(readFileSync(path.join(folder(), locks()[0] ?? ""), "utf8")) as {
      pid: number;
    };
    // Held for as long as the test looks.
    process.kill(pid, "SIGSTOP");
    const { code, output } = await copy.make(["up"]);
    process.kill(pid, "SIGCONT");
    assert.notEqual(code, 0);
    assert.match(output, new RegExp(`another update holds this stack: process ${pid} on `));
    assert.equal((await plain).code, 0, (await plain).output);
  });
});
