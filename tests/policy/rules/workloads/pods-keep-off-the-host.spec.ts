import assert from "node:assert/strict";
import { holdsRuntimeSocket } from "../../../../policy/rules/workloads/host-paths";
import { deployment, findingsOf, seldon } from "../../objects";
import { siteOf } from "./site";

const NETWORK = "pods-keep-off-the-host-network";
const HOST = "pods-keep-off-the-host";
const agent = (more: object) =>
  siteOf({ nodeAgents: [{ namespace: "team", name: "web", ...more }] });
const mounting = (path: unknown) => deployment({ volumes: [{ name: "x", hostPath: { path } }] });

describe(NETWORK, () => {
  const pod = deployment({ hostNetwork: true });

  it("refuses the network of the node, also in a custom resource", () => {
    const [finding] = findingsOf(NETWORK, [pod]);
    assert.equal(finding?.path, "spec.template.spec.hostNetwork");
    assert.match(finding.message, /which no network policy binds/);
    const server = seldon("Server", { podSpec: { hostNetwork: true } });
    assert.equal(findingsOf(NETWORK, [server]).length, 1);
  });

  it("accepts the node agent of the site that needs it, by its exact namespace and name", () => {
    assert.deepEqual(findingsOf(NETWORK, [pod], agent({ needs: ["hostNetwork"] })), []);
    for (const other of [{ namespace: "team-b" }, { name: "we" }, { needs: ["everyNode"] }])
      assert.equal(
        findingsOf(NETWORK, [pod], agent({ needs: ["hostNetwork"], ...other })).length,
        1,
      );
  });

  it("accepts a pod that says no", () => {
    for (const hostNetwork of [false, null, undefined])
      assert.deepEqual(findingsOf(NETWORK, [deployment({ hostNetwork })]), []);
  });
});

describe(HOST, () => {
  for (const field of ["hostPID", "hostIPC"])
    it(`refuses ${field}, for node agents too`, () => {
      const [finding] = findingsOf(HOST, [deployment({ [field]: true })], agent({}));
      assert.equal(finding?.path, `spec.template.spec.${field}`);
    });

  it("accepts processes that the containers of a pod share", () => {
    assert.deepEqual(findingsOf(HOST, [deployment({ shareProcessNamespace: true })]), []);
  });

  it("refuses a port of the node, and accepts one of the container", () => {
    const listening = (port: object, more: object = {}) =>
      deployment({ containers: [{ name: "web", ports: [port] }], ...more });
    const [finding] = findingsOf(HOST, [listening({ containerPort: 1, hostPort: 8080 })]);
    assert.match(finding?.message ?? "", /^opens port 8080 of the node/);
    assert.deepEqual(findingsOf(HOST, [listening({ containerPort: 8080, hostPort: 0 })]), []);
    const ofNode = listening({ containerPort: 1, hostPort: 1 }, { hostNetwork: true });
    assert.deepEqual(findingsOf(HOST, [ofNode]), []);
  });

  it("refuses files of the node, but those that the site lists for this agent", () => {
    const site = agent({ hostPaths: ["/opt/cni/bin", "/var/run/netns"] });
    assert.equal(findingsOf(HOST, [mounting("/opt/cni/bin")]).length, 1);
    for (const path of ["/opt/cni/bin", "/opt/cni/bin/", "/opt//cni/./bin", "/run/netns"])
      assert.deepEqual(findingsOf(HOST, [mounting(path)], site), []);
    for (const path of ["/opt/cni", "/opt/cni/bin/..", "/opt/cni/bin2", "", null, 5])
      assert.equal(findingsOf(HOST, [mounting(path)], site).length, 1, String(path));
  });

  it("refuses the socket of a container runtime whatever the site lists", () => {
    const path = "/var/run/docker.sock";
    const [finding] = findingsOf(HOST, [mounting(path)], agent({ hostPaths: [path] }));
    assert.match(finding?.message ?? "", /socket of the node's container runtime/);
  });

  it("reads volumes of the cluster: a disk of a node is fine, its folders of the runtime are not", () => {
    const volume = (spec: object) => [
      { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: "a" }, spec },
    ];
    assert.equal(findingsOf(HOST, volume({ hostPath: { path: "/data" } })).length, 1);
    assert.equal(findingsOf(HOST, volume({ local: { path: "/run" } })).length, 1);
    assert.deepEqual(findingsOf(HOST, volume({ local: { path: "/mnt/disk1" } })), []);
  });
});

describe("the socket of a container runtime", () => {
  const reaching =
    "/ /run /var/run /run/ //var//run/docker.sock /x/../run/containerd /run/crio/crio.sock /host/docker.sock";
  for (const path of reaching.split(" "))
    it(`is reached by ${path}`, () => {
      assert.equal(holdsRuntimeSocket(path), true);
    });
  for (const path of ["/run/netns", "/var/run/istio-cni", "/proc", "/runner", "/data/sock"])
    it(`is not reached by ${path}`, () => {
      assert.equal(holdsRuntimeSocket(path), false);
    });
});
