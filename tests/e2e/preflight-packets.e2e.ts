import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { hasPython, ProbeTasks } from "./support/probe-task";

const [pod, target] = [`pf${process.pid}a`, `pf${process.pid}b`];
const address = "10.99.0.2";

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: "pipe" });

/** Two network namespaces with a cable between them; needs root. */
function lay(): boolean {
  if (!hasPython() || spawnSync("ip", ["netns", "add", pod]).status !== 0) return false;
  ip("netns", "add", target);
  ip("link", "add", "eth0", "netns", pod, "type", "veth", "peer", "name", "eth0", "netns", target);
  for (const [name, own] of [
    [pod, "10.99.0.1/24"],
    [target, `${address}/24`],
  ] as const) {
    ip("-n", name, "address", "add", own, "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
  }
  return true;
}

/** Stands for a network plugin that drops what a pod sends: packets go to a neighbour that is not there. */
const shut = () =>
  ip(
    "-n",
    pod,
    "neigh",
    "replace",
    address,
    "lladdr",
    "02:00:00:00:00:99",
    "dev",
    "eth0",
    "nud",
    "permanent",
  );
const open = () => spawnSync("ip", ["-n", pod, "neigh", "del", address, "dev", "eth0"]);

describe("probe.py where packets are dropped", function () {
  this.timeout(20_000);
  let tasks: ProbeTasks | undefined;

  before(async function () {
    if (!lay()) {
      console.log("    skipped: needs root, ip and Python");
      this.skip();
    }
    tasks = new ProbeTasks();
    const listen = { mode: "listen", tcp: [8001], udp: [8001], seconds: 60 } as const;
    await tasks.start(listen, "ip", "netns", "exec", target).ready();
  });
  beforeEach(open);
  after(async () => {
    await tasks?.end();
    tasks?.remove();
    for (const name of [pod, target]) spawnSync("ip", ["netns", "del", name]);
  });

  const run = (task: Parameters<ProbeTasks["start"]>[0]) => {
    assert.ok(tasks);
    return tasks.start(task, "ip", "netns", "exec", pod);
  };
  const to = { host: address, port: 8001, protocol: "TCP", echo: true } as const;
  const insist = { mode: "insist", to: [to], seconds: 3, patienceSeconds: 0.5 } as const;

  it("gets nothing out where it was shut before", async () => {
    shut();
    const report = (await run(insist).report("insist")) as { tries: number; opened: number };
    assert.ok(report.tries > 2);
    assert.equal(report.opened, 0);
  });

  it("says until when calls got out where it is shut too late", async () => {
    const running = run(insist);
    await sleep(1000);
    shut();
    const report = (await running.report("insist")) as { opened: number; lastSeconds: number };
    assert.ok(report.opened > 0);
    assert.ok(report.lastSeconds < 2, `last after ${report.lastSeconds} s`);
  });

  it("tells a dropped call by TCP and by UDP from one that is answered", async () => {
    const calls = [to, { ...to, protocol: "UDP" }] as const;
    const patient = {
      mode: "dial",
      to: calls,
      settleSeconds: 0,
      patienceSeconds: 1,
      tries: 1,
    } as const;
    assert.deepEqual(await run(patient).report("dial"), {
      mode: "dial",
      results: ["open", "open"],
    });
    shut();
    const dropped = { mode: "dial", results: ["timeout", "timeout"] };
    assert.deepEqual(await run(patient).report("dial"), dropped);
  });

  it("notices that an open connection is cut without a word", async () => {
    const holder = run({ mode: "hold", to, seconds: 5, patienceSeconds: 1 });
    await holder.ready();
    shut();
    const cut = (await holder.report("hold")) as { lastEchoSeconds: number; ranSeconds: number };
    assert.ok(cut.ranSeconds - cut.lastEchoSeconds > 2, JSON.stringify(cut));
    assert.match(JSON.stringify(cut), /"again":"timeout"/);
  });
});
