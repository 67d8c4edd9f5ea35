import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FileLock } from "../../toolchain/file-lock";
import { Place } from "./fake-checkout";

describe("FileLock", () => {
  let place: Place;
  let file: string;
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const never = () => false;
  beforeEach(() => {
    place = new Place();
    file = path.join(place.folder, "lock");
    said.length = 0;
  });
  afterEach(() => {
    place.remove();
  });

  const holder = (pid: number, started: string, host = os.hostname()) => {
    writeFileSync(file, JSON.stringify({ pid, started, host }));
  };

  it("leaves no file behind", async () => {
    const lock = await FileLock.acquire(file, say, never);
    assert.equal(existsSync(file), true);
    lock?.release();
    assert.deepEqual(readdirSync(place.folder), []);
  });

  it("lets the second wait for the first, and says for whom", async () => {
    const first = await FileLock.acquire(file, say, never);
    let had = false;
    const second = FileLock.acquire(file, say, never).then((lock) => {
      had = true;
      return lock;
    });
    await sleep(300);
    assert.equal(had, false);
    first?.release();
    (await second)?.release();
    assert.deepEqual(said, [
      `Waiting for process ${process.pid} on ${os.hostname()}, which holds ${file}. If it no longer runs, remove that file.`,
    ]);
  });

  it("waits no longer once the work is done by the other", async () => {
    holder(process.ppid, startOf(process.ppid));
    let polls = 0;
    assert.equal(await FileLock.acquire(file, say, () => ++polls > 2), undefined);
    assert.equal(existsSync(file), true, "the other's lock stays");
  });

  it("takes over from a dead process", async () => {
    holder(spawnSync("true").pid, "");
    const lock = await FileLock.acquire(file, say, never);
    assert.deepEqual(said, []);
    assert.equal((JSON.parse(readFileSync(file, "utf8")) as { pid: number }).pid, process.pid);
    lock?.release();
  });

  it("takes over when the number now belongs to another process", async function () {
    if (startOf(process.pid) === "") this.skip();
    const child = spawn("sleep", ["60"]);
    holder(child.pid ?? 0, "1");
    (await FileLock.acquire(file, say, never))?.release();
    child.kill();
    assert.deepEqual(said, []);
  });

  it("takes over from a file that is no lock", async () => {
    writeFileSync(file, "{");
    (await FileLock.acquire(file, say, never))?.release();
    assert.equal(existsSync(file), false);
  });

  it("believes a holder on another machine, whose processes it cannot see", async () => {
    holder(spawnSync("true").pid, "", "elsewhere");
    let polls = 0;
    assert.equal(await FileLock.acquire(file, say, () => ++polls > 2), undefined);
    assert.match(said[0] ?? "", /on elsewhere/);
  });
});

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
