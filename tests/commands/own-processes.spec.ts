import assert from "node:assert/strict";

import {
  end,
  isAlive,
  orphans,
  ownerMark,
  ownerVariable,
  processesOf,
} from "../../commands/own-processes";
import { gone, Programs } from "./programs";

// Where there is no /proc, nothing is found and nothing is ended.
const linux = process.platform === "linux";

describe("the processes of a run", function () {
  this.timeout("20s");
  const programs = new Programs();
  const checkout = `/nowhere/checkout-${String(process.pid)}`;
  const plugin = (owner: number, of = checkout) =>
    programs.sleeper({ [ownerVariable]: ownerMark(of, owner) });
  before(function () {
    if (!linux) this.skip();
  });
  afterEach(() => programs.end());

  it("are orphans once the run that started them is dead", async () => {
    const left = [await plugin(await programs.dead()), await plugin(await programs.dead())];
    assert.deepEqual(orphans(checkout).sort(), left.sort());
  });

  it("are spared while the run that started them lives", async () => {
    const pid = await plugin(process.pid);
    assert.deepEqual(orphans(checkout), []);
    assert.deepEqual(processesOf(checkout, process.pid), [pid]);
  });

  it("are spared when they are another checkout's, even of a longer name", async () => {
    await plugin(await programs.dead(), `${checkout}-2`);
    await plugin(process.pid, `${checkout}-2`);
    assert.deepEqual(orphans(checkout), []);
    assert.deepEqual(processesOf(checkout, process.pid), []);
  });

  it("are one run's only, not those of a run whose number begins alike", async () => {
    await plugin(process.pid);
    assert.deepEqual(processesOf(checkout, Number(String(process.pid).slice(0, -1))), []);
  });

  it("do not include a process without the mark", async () => {
    const pid = await programs.sleeper();
    assert.ok(!orphans(checkout).includes(pid));
  });

  it("are ended at once, and one that is gone already is no matter", async () => {
    const [first, last] = [await plugin(process.pid), await plugin(process.pid)];
    end([first, await programs.dead(), last]);
    await Promise.all([gone(first), gone(last)]);
    assert.deepEqual(processesOf(checkout, process.pid), []);
  });
});

describe("a process", function () {
  this.timeout("20s");
  const programs = new Programs();
  afterEach(() => programs.end());

  it("is alive while it runs, and dead when it has ended", async () => {
    assert.equal(isAlive(await programs.sleeper()), true);
    assert.equal(isAlive(await programs.dead()), false);
  });

  it("is alive when it is somebody else's", () => {
    assert.equal(isAlive(1), true);
  });

  it("is dead when it has ended and nobody has reaped it", async function () {
    if (!linux) this.skip();
    const pid = await programs.unreaped();
    process.kill(pid, 0);
    assert.equal(isAlive(pid), false);
  });

  it("is dead when its number now belongs to another program", async function () {
    if (!linux) this.skip();
    const pid = await programs.sleeper();
    assert.equal(isAlive(pid, "pulumi"), false);
    assert.equal(isAlive(pid, "sleep"), true);
  });
});
