import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBinaries } from "../../toolchain/ensure-binaries";
import { linkBinaries } from "../../toolchain/links";
import { LocalCluster } from "../../toolchain/local-cluster";
import { processesOf } from "../../toolchain/cluster-processes";
import { Place, thisCheckout } from "../toolchain/fake-checkout";
import { listeningAddresses } from "../toolchain/listening-addresses";

describe("the local cluster", function () {
  this.timeout(120_000);
  let place: Place;
  let toolsDir: string;
  const said: string[] = [];
  const clusters: LocalCluster[] = [];

  before(async function () {
    this.timeout(3_600_000);
    place = new Place();
    toolsDir = path.join(place.folder, "tools");
    const say = (line: string) => {
      console.log(line);
    };
    const { paths } = await ensureBinaries({
      checkout: thisCheckout,
      groups: ["cluster"],
      env: process.env,
      say,
    });
    linkBinaries(paths, toolsDir);
  });
  beforeEach(() => {
    said.length = 0;
  });
  after(async () => {
    for (const cluster of clusters) await cluster.remove();
    place.remove();
  });

  const folderOf = (name: string) => path.join(place.folder, "clusters", name);
  const kubeconfigOf = (name: string) => path.join(place.folder, "kube", name);
  const make = (name: string, nodes: number) => {
    const options = {
      name,
      folder: folderOf(name),
      kubeconfig: kubeconfigOf(name),
      toolsDir,
      nodes,
    };
    const cluster = new LocalCluster({ ...options, say: (line) => said.push(line) });
    clusters.push(cluster);
    return cluster;
  };
  const kubectl = (name: string, args: string[], input = "") =>
    execFileSync(path.join(toolsDir, "kubectl"), ["--kubeconfig", kubeconfigOf(name), ...args], {
      input,
      encoding: "utf8",
      env: { HOME: place.folder, PATH: process.env["PATH"] },
    });
  const kill = (name: string, component: string) => {
    const found = processesOf(folderOf(name)).filter(
      (own) => component === "*" || own.name === component,
    );
    assert.ok(found.length > 0);
    for (const { pid } of found) process.kill(pid, "SIGKILL");
  };

  it("starts, and starting it again changes nothing and takes no time", async () => {
    const before = userFiles();
    const cluster = make("full", 3);
    await cluster.start();
    assert.equal(await cluster.ready(), true);
    assert.equal(kubectl("full", ["config", "current-context"]), "full\n");
    assert.equal(kubectl("full", ["get", "nodes", "-o", "name"]).trim().split("\n").length, 3);
    assert.equal(statSync(kubeconfigOf("full")).mode & 0o777, 0o600);
    const uid = await cluster.uid();
    const begun = performance.now();
    await make("full", 3).start();
    assert.ok(performance.now() - begun < 500);
    assert.equal(await cluster.uid(), uid);
    assert.deepEqual(said, []);
    assert.deepEqual(userFiles(), before, "the user's own files are untouched");
  });

  it("listens on loopback only, with every component", () => {
    const processes = processesOf(folderOf("full"));
    assert.equal(processes.length, 5);
    for (const { name, pid } of processes) {
      const addresses = listeningAddresses(pid);
      assert.ok(addresses.length > 0, `${name} listens nowhere`);
      for (const address of addresses) assert.match(address, /^(127\.0\.0\.1|\[::1\]):\d+$/, name);
    }
  });

  it("rolls out workloads with volumes, gives load balancers an address, and takes volumes back", () => {
    kubectl("full", ["apply", "-f", "-"], workload);
    kubectl("full", ["rollout", "status", "statefulset/db", "--timeout=60s"]);
    kubectl("full", [
      "wait",
      "--for=jsonpath={.status.loadBalancer.ingress[0].ip}",
      "service/db",
      "--timeout=30s",
    ]);
    const address = kubectl("full", [
      "get",
      "service/db",
      "-o",
      "jsonpath={.status.loadBalancer.ingress[0].ip}",
    ]);
    assert.match(address, /^198\.51\.100\.\d+$/);
    kubectl("full", ["delete", "statefulset/db", "service/db"]);
    kubectl("full", ["delete", "persistentvolumeclaim", "--all"]);
    kubectl("full", ["wait", "--for=delete", "persistentvolume", "--all", "--timeout=30s"]);
  });

  it("starts again with the same content when a component was killed, and says so", async () => {
    for (const component of ["kwok-controller", "kube-apiserver", "*"]) {
      said.length = 0;
      const cluster = make("full", 3);
      const uid = await cluster.uid();
      kill("full", component);
      assert.equal(await cluster.ready(), false);
      await cluster.start();
      assert.equal(await cluster.ready(), true);
      assert.equal(await cluster.uid(), uid);
      assert.deepEqual(said, [
        "Cluster full: its files are there, but not all of it runs; started again.",
      ]);
    }
  });

  it("starts again after it was stopped", async () => {
    const cluster = make("full", 3);
    const uid = await cluster.uid();
    await cluster.stop();
    assert.deepEqual(processesOf(folderOf("full")), []);
    await cluster.start();
    assert.equal(await cluster.uid(), uid);
  });

  it("is made anew when its store is lost, and says that it is empty", async () => {
    const cluster = make("full", 3);
    const uid = await cluster.uid();
    await cluster.stop();
    rmSync(path.join(folderOf("full"), "kwok/clusters/full/pki"), { recursive: true });
    await cluster.start();
    assert.notEqual(await cluster.uid(), uid);
    assert.match(
      said.at(-1) ?? "",
      /could not be started again \(.+\); made anew, so it is empty\.$/,
    );
  });

  it("is made anew when a start was interrupted, and says so", async () => {
    const cluster = make("full", 3);
    const uid = await cluster.uid();
    rmSync(path.join(folderOf("full"), "complete.json"));
    await cluster.start();
    assert.notEqual(await cluster.uid(), uid);
    assert.deepEqual(said, [
      `Cluster full: an interrupted start left ${folderOf("full")}; made anew.`,
    ]);
    assert.equal(processesOf(folderOf("full")).length, 5, "no process of the first is left");
  });

  it("is made anew when its first start was killed in the middle, and nothing of that is left", async () => {
    const script = `
      const { LocalCluster } = require("./toolchain/local-cluster");
      void new LocalCluster({ ...JSON.parse(process.argv[1]), say: console.log }).start();
    `;
    for (const milliseconds of [100, 800, 1600]) {
      const options = {
        name: "cut",
        folder: folderOf("cut"),
        kubeconfig: kubeconfigOf("cut"),
        toolsDir,
        nodes: 3,
      };
      const args = ["-r", "ts-node/register/transpile-only", "-e", script, JSON.stringify(options)];
      const child = spawn(process.execPath, args, { cwd: thisCheckout });
      while (!existsSync(path.join(folderOf("cut"), "kwok"))) await sleep(10);
      await sleep(milliseconds);
      child.kill("SIGKILL");
      await new Promise((closed) => child.once("exit", closed));
      const cluster = make("cut", 3);
      await cluster.start();
      assert.deepEqual(said.splice(0), [
        `Cluster cut: an interrupted start left ${folderOf("cut")}; made anew.`,
      ]);
      const names = processesOf(folderOf("cut")).map(({ name }) => name);
      assert.deepEqual(names.sort(), fullComponents);
      await cluster.remove();
    }
  });

  it("says what is wrong when the programs do not work, and leaves nothing running", async () => {
    const options = {
      name: "bad",
      folder: folderOf("bad"),
      kubeconfig: kubeconfigOf("bad"),
      nodes: 0,
    };
    const broken = path.join(place.folder, "broken");
    cpSync(toolsDir, broken, { recursive: true, verbatimSymlinks: true });
    rmSync(path.join(broken, "etcd"));
    place.script(
      "broken/etcd",
      '[ "$1" = --version ] && exec echo "etcd Version: 3.6.16"; echo no store here; exit 3',
    );
    const cluster = new LocalCluster({
      ...options,
      toolsDir: broken,
      say: (line) => said.push(line),
    });
    await assert.rejects(
      cluster.start(),
      /^ToolchainError: Cluster bad could not be started: etcd.* ended soon after its start\. See that .*broken holds [^]*no store here/,
    );
    assert.deepEqual(processesOf(folderOf("bad")), []);
    assert.equal(existsSync(folderOf("bad")), false);
  });

  it("starts bare control planes side by side", async () => {
    const [one, two] = [make("one", 0), make("two", 0)];
    await Promise.all([one.start(), two.start()]);
    assert.notEqual(await one.uid(), await two.uid());
    assert.deepEqual(
      processesOf(folderOf("one"))
        .map(({ name }) => name)
        .sort(),
      ["etcd", "kube-apiserver"],
    );
  });

  it("is started once by two callers", async () => {
    await Promise.all([make("both", 0).start(), make("both", 0).start()]);
    assert.equal(processesOf(folderOf("both")).length, 2);
  });

  it("leaves no process and no file when removed, and removes twice without complaint", async () => {
    for (const cluster of clusters) await cluster.remove();
    for (const name of ["full", "one", "two", "both"])
      assert.deepEqual(processesOf(folderOf(name)), []);
    assert.deepEqual(readdirSync(path.join(place.folder, "clusters")), []);
    assert.deepEqual(readdirSync(path.join(place.folder, "kube")), []);
  });
});

/** What kwokctl and kubectl would write to if they were not kept away. */
function userFiles(): unknown {
  return [".kwok", ".kube/config"].map((name) => {
    const file = path.join(os.homedir(), name);
    return existsSync(file) ? statSync(file).mtimeMs : "absent";
  });
}

const fullComponents = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok-controller",
];

const workload = `
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: LoadBalancer, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
