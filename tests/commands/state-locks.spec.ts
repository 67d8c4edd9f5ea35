import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { clearDeadLocks } from "../../commands/state-locks";
import { Programs } from "./programs";

describe("the locks of a local stack", function () {
  this.timeout("20s");
  const programs = new Programs();
  let folder: string;
  let locks: string;
  let said: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "locks-"));
    locks = join(folder, ".pulumi", "locks", "organization", "seldon-platform", "dev");
    mkdirSync(locks, { recursive: true });
    said = [];
  });
  afterEach(async () => {
    await programs.end();
    rmSync(folder, { recursive: true });
  });

  const clear = () => {
    clearDeadLocks(folder, (line) => said.push(line));
  };
  const timestamp = "2026-11-21T09:00:00Z";

  /** As the engine writes them. */
  function lock(pid: number, host = hostname(), name = "a"): string {
    const file = join(locks, `${name}.json`);
    writeFileSync(file, JSON.stringify({ pid, username: "dev", hostname: host, timestamp }));
    return file;
  }

  const refused = (pid: number, host = hostname()) => ({
    message: `another update holds this stack: process ${String(pid)} on ${host} since ${timestamp}; wait for it, or end it`,
  });

  it("are cleared when their process was killed, and that is said", async () => {
    const pid = await programs.dead();
    lock(pid);
    clear();
    assert.deepEqual(readdirSync(locks), []);
    assert.deepEqual(said, [`cleared the lock of process ${String(pid)}, which was killed`]);
  });

  it("are kept while their engine runs", async () => {
    const pid = await programs.named("pulumi", folder);
    const file = lock(pid);
    assert.throws(clear, refused(pid));
    assert.ok(existsSync(file));
    assert.deepEqual(said, []);
  });

  it("are kept while an engine runs behind a wrapper's name", async () => {
    const pid = await programs.named(".pulumi-wrapped", folder);
    lock(pid);
    assert.throws(clear, refused(pid));
  });

  it("are cleared when the number now belongs to another program", async function () {
    if (process.platform !== "linux") this.skip();
    lock(await programs.sleeper());
    clear();
    assert.deepEqual(readdirSync(locks), []);
  });

  it("are cleared when their killed engine was never reaped, as in a container without init", async function () {
    if (process.platform !== "linux") this.skip();
    lock(await programs.unreaped());
    clear();
    assert.deepEqual(readdirSync(locks), []);
  });

  it("are kept when they are another machine's, whose processes cannot be seen", async () => {
    const pid = await programs.dead();
    const file = lock(pid, "elsewhere");
    assert.throws(clear, refused(pid, "elsewhere"));
    assert.ok(existsSync(file));
  });

  it("are cleared when they were cut off while being written", () => {
    for (const [name, text] of [
      ["half", '{"pid": 12, "host'],
      ["empty", ""],
    ] as const)
      writeFileSync(join(locks, `${name}.json`), text);
    clear();
    assert.deepEqual(readdirSync(locks), []);
    assert.deepEqual(said, Array(2).fill("cleared the lock of process unknown, which was killed"));
  });

  it("are all cleared, of whatever project", async () => {
    lock(await programs.dead(), hostname(), "a");
    lock(await programs.dead(), hostname(), "b");
    clear();
    assert.deepEqual(readdirSync(locks), []);
    assert.equal(said.length, 2);
  });

  it("may be missing altogether, as before the first run", () => {
    rmSync(join(folder, ".pulumi"), { recursive: true });
    assert.doesNotThrow(clear);
  });
});
