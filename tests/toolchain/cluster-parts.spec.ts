import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { parse } from "yaml";
import { endProcesses, processesOf } from "../../toolchain/cluster-processes";
import { clusterObjects } from "../../toolchain/cluster-objects";
import { freePorts } from "../../toolchain/free-ports";
import { writeKubeconfig } from "../../toolchain/kubeconfig";
import { kwokctlConfig } from "../../toolchain/kwokctl-config";
import { Place } from "./fake-checkout";

describe("processesOf", () => {
  let place: Place;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    place.remove();
  });

  const sleeper = (folder: string, args = ["60"]): number => {
    mkdirSync(folder, { recursive: true });
    const program = path.join(folder, "etcd");
    if (!existsSync(program)) copyFileSync("/bin/sleep", program);
    const child = spawn(program, args);
    children.push(child);
    return child.pid ?? 0;
  };

  it("knows a process by where its program lies, not by its name or arguments", () => {
    const mine = path.join(place.folder, "a/bin");
    const pid = sleeper(mine);
    sleeper(path.join(place.folder, "b/bin"));
    sleeper(path.join(place.folder, "a/bin2"));
    const stranger = spawn("tail", ["-f", path.join(mine, "etcd")]);
    children.push(stranger);
    assert.deepEqual(processesOf(mine), [{ pid, name: "etcd" }]);
  });

  it("ends the folder's processes and no others", async () => {
    const [mine, other] = ["a/bin", "b/bin"].map((folder) => path.join(place.folder, folder)) as [
      string,
      string,
    ];
    sleeper(mine);
    sleeper(mine);
    sleeper(other);
    await endProcesses(mine);
    assert.equal(processesOf(mine).length, 0);
    assert.equal(processesOf(other).length, 1);
  });

  it("ends what does not listen when asked", async () => {
    const program = path.join(place.folder, "bin", "sh");
    mkdirSync(path.dirname(program));
    copyFileSync("/bin/sh", program);
    const child = spawn(program, ["-c", 'trap "" TERM; echo up; while :; do sleep 0.1; done']);
    children.push(child);
    await new Promise((up) => child.stdout.once("data", up));
    await endProcesses(path.dirname(program));
    assert.equal(processesOf(path.dirname(program)).length, 0);
  });
});

describe("freePorts", () => {
  it("gives six different ports below those of outgoing connections", async () => {
    const ports = await freePorts();
    assert.equal(new Set(ports).size, 6);
    assert.ok(ports.every((port) => port >= 20_000 && port < 32_768));
  });

  it("holds none of them afterwards", async () => {
    const [port] = await freePorts();
    const server = createServer();
    await new Promise<void>((up) => server.listen(port, "127.0.0.1", up));
    await new Promise((down) => server.close(down));
  });
});

describe("kwokctlConfig", () => {
  const ports = { etcd: 1, etcdPeer: 2, apiServer: 3, controllerManager: 4, scheduler: 5, kwok: 6 };
  const config = (bare: boolean) =>
    JSON.stringify(kwokctlConfig({ toolsDir: "/tools", ports, bare, stagesFile: "/stages.yaml" }));

  it("binds to loopback and names every program that it could download", () => {
    assert.match(config(false), /"bindAddress":"127\.0\.0\.1"/);
    for (const program of [
      "etcd",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-scheduler",
      "kwok",
      "kubectl",
    ])
      assert.ok(config(false).includes(`"/tools/${program}"`), program);
  });

  it("gives up durability only where the cluster lives for one preview", () => {
    assert.match(config(true), /unsafe-no-fsync/);
    assert.doesNotMatch(config(false), /unsafe-no-fsync/);
  });

  it("leaves the controllers out of a bare control plane", () => {
    assert.match(config(true), /"components":\["etcd","kube-apiserver"\]/);
    assert.match(config(false), /"components":\["etcd","kube-apiserver","kube-controller-manager"/);
  });
});

describe("clusterObjects", () => {
  it("makes as many nodes as asked for and a default storage class", () => {
    const kinds = clusterObjects(2).map((object) => (object as { kind: string }).kind);
    assert.deepEqual(kinds, ["Node", "Node", "StorageClass"]);
  });
});

describe("writeKubeconfig", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  it("names the context as the cluster, needs no other file, and is for its owner alone", () => {
    for (const file of ["ca.crt", "admin.crt", "admin.key"])
      writeFileSync(path.join(place.folder, file), `the ${file}`);
    const file = path.join(place.folder, "deep/kubeconfig");
    writeKubeconfig(file, "dev-0a1b2c3d", 4711, place.folder);
    const content = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    assert.equal(content["current-context"], "dev-0a1b2c3d");
    assert.match(JSON.stringify(content), /https:\/\/127\.0\.0\.1:4711/);
    assert.ok(!readFileSync(file, "utf8").includes(place.folder));
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });
});
