import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processesOf } from "../../toolchain/cluster-processes";
import { LocalCluster } from "../../toolchain/local-cluster";
import { ClusterPlace } from "../toolchain/cluster-place";
import { thisCheckout } from "../toolchain/fake-checkout";
const fullComponents = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok-controller",
];

/** A killed process is listed for a moment longer. */
async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => existsSync(`/proc/${String(pid)}/exe`))) await sleep(10);
}

describe("a local cluster that was harmed", function () {
  this.timeout(120_000);
  let here: ClusterPlace;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    here = new ClusterPlace();
    await here.prepare();
    await here.cluster("full", 3).start();
  });
  beforeEach(() => {
    here.said.length = 0;
  });
  after(() => here.remove());

  it("starts again with the same content when a component was killed, and says so", async () => {
    for (const component of ["kwok-controller", "kube-apiserver", "*"]) {
      here.said.length = 0;
      const cluster = here.cluster("full", 3);
      const uid = await cluster.uid();
      const running = processesOf(here.folder("full"));
      const victims = running.filter(({ name }) => component === "*" || name === component);
      assert.ok(victims.length > 0, component);
      for (const { pid } of victims) process.kill(pid, "SIGKILL");
      await gone(victims.map(({ pid }) => pid));
      assert.equal(await cluster.ready(), false);
      await cluster.start();
      assert.equal(await cluster.ready(), true);
      assert.equal(await cluster.uid(), uid);
      assert.deepEqual(here.said, [
        "Cluster full: its files are there, but not all of it runs; started again.",
      ]);
    }
  });

  it("starts again after it was stopped", async () => {
    const cluster = here.cluster("full", 3);
    const uid = await cluster.uid();
    await cluster.stop();
    assert.deepEqual(here.running("full"), []);
    await cluster.start();
    assert.equal(await cluster.uid(), uid);
  });

  it("is made anew when its store is lost, and says that it is empty", async () => {
    const cluster = here.cluster("full", 3);
    const uid = await cluster.uid();
    await cluster.stop();
    rmSync(path.join(here.folder("full"), "kwok/clusters/full/pki"), { recursive: true });
    await cluster.start();
    assert.notEqual(await cluster.uid(), uid);
    assert.match(
      here.said.at(-1) ?? "",
      /could not be started again \(.+\); made anew, so it is empty\.$/,
    );
  });

  it("is made anew when a start was interrupted, and says so", async () => {
    const cluster = here.cluster("full", 3);
    const uid = await cluster.uid();
    rmSync(path.join(here.folder("full"), "complete.json"));
    await cluster.start();
    assert.notEqual(await cluster.uid(), uid);
    assert.deepEqual(here.said, [
      `Cluster full: an interrupted start left ${here.folder("full")}; made anew.`,
    ]);
    assert.deepEqual(here.running("full"), fullComponents, "no process of the first is left");
  });

  it("is made anew when its first start was killed in the middle, and nothing of that is left", async () => {
    const script = `
      const { LocalCluster } = require("./toolchain/local-cluster");
      void new LocalCluster({ ...JSON.parse(process.argv[1]), say: console.log }).start();
    `;
    for (const milliseconds of [100, 800, 1600]) {
      const options = here.options("cut", 3);
      const args = ["-r", "ts-node/register/transpile-only", "-e", script, JSON.stringify(options)];
      const child = spawn(process.execPath, args, { cwd: thisCheckout });
      while (!existsSync(path.join(here.folder("cut"), "kwok"))) await sleep(10);
      await sleep(milliseconds);
      child.kill("SIGKILL");
      await new Promise((closed) => child.once("exit", closed));
      const cluster = here.cluster("cut", 3);
      await cluster.start();
      assert.deepEqual(here.said.splice(0), [
        `Cluster cut: an interrupted start left ${here.folder("cut")}; made anew.`,
      ]);
      assert.deepEqual(here.running("cut"), fullComponents);
      await cluster.remove();
    }
  });

  it("says what is wrong when the programs do not work, and leaves nothing running", async () => {
    const broken = path.join(here.place.folder, "broken");
    cpSync(here.toolsDir, broken, { recursive: true, verbatimSymlinks: true });
    rmSync(path.join(broken, "etcd"));
    here.place.script(
      "broken/etcd",
      '[ "$1" = --version ] && exec echo "etcd Version: 3.6.16"; echo no store here; exit 3',
    );
    const cluster = new LocalCluster({
      ...here.options("bad", 0),
      toolsDir: broken,
      say: (line) => here.said.push(line),
    });
    await assert.rejects(
      cluster.start(),
      /^ToolchainError: Cluster bad could not be started: etcd.* ended soon after its start\. See that .*broken holds [^]*no store here/,
    );
    assert.deepEqual(here.running("bad"), []);
    assert.equal(existsSync(here.folder("bad")), false);
  });
});
