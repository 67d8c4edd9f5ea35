import assert from "node:assert/strict";
import { seldon } from "../../objects";
import { baseline, ids, one, own, pod, restricted } from "./levels";

describe("the restricted level", () => {
  const AT = "spec.containers[0].securityContext";

  it("accepts a pod that says all it has to, and one that says part of it for all containers", () => {
    assert.deepEqual(restricted(pod(one({ ...own, ...ids }))), []);
    assert.deepEqual(restricted(pod({ securityContext: ids, ...one(own) })), []);
  });

  it("tells everything that a bare pod leaves out", () => {
    assert.deepEqual(restricted(pod(one({}))), [
      `${AT}.allowPrivilegeEscalation`,
      `${AT}.runAsNonRoot`,
      `${AT}.seccompProfile`,
      `${AT}.capabilities.drop`,
    ]);
  });

  it("lets a container say otherwise than its pod, for better or worse", () => {
    const worse = { securityContext: ids, ...one({ ...own, runAsNonRoot: false }) };
    assert.deepEqual(restricted(pod(worse)), [`${AT}.runAsNonRoot`]);
    const better = { securityContext: { ...ids, runAsNonRoot: false }, ...one({ ...own, ...ids }) };
    assert.deepEqual(restricted(pod(better)), ["spec.securityContext.runAsNonRoot"]);
  });

  it("refuses user 0 since 1.23", () => {
    const root = pod({ securityContext: { ...ids, runAsUser: 0 }, ...one(own) });
    assert.deepEqual(restricted(root), ["spec.securityContext.runAsUser"]);
    assert.deepEqual(restricted(root, 22), []);
  });

  it("lets root be root in a pod with users of its own since 1.35", () => {
    const root = pod({
      hostUsers: false,
      ...one({ ...own, ...ids, runAsNonRoot: false, runAsUser: 0 }),
    });
    assert.equal(restricted(root, 34).length, 2);
    assert.deepEqual(restricted(root, 35), []);
  });

  it("lets no capability come back but NET_BIND_SERVICE", () => {
    const adding = (name: string) =>
      pod(one({ ...own, ...ids, capabilities: { drop: ["ALL"], add: [name] } }));
    assert.deepEqual(restricted(adding("CHOWN")), [`${AT}.capabilities.add[0]`]);
    assert.deepEqual(restricted(adding("NET_BIND_SERVICE")), []);
  });

  it("asks for what each version asks", () => {
    const counts = [7, 8, 18, 19, 21, 22].map((minor) => restricted(pod(one({})), minor).length);
    assert.deepEqual(counts, [1, 2, 2, 3, 3, 4]);
  });

  it("asks less of Windows since 1.25", () => {
    const windows = pod({ os: { name: "windows" }, ...one({ runAsNonRoot: true }) });
    assert.equal(restricted(windows, 24).length, 3);
    assert.deepEqual(restricted(windows, 25), []);
  });

  it("allows volumes that hold nothing of the node, and claims", () => {
    const good =
      "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret";
    const volumes = (types: string[]) =>
      pod({ volumes: types.map((type) => ({ name: "x", [type]: {} })) });
    assert.deepEqual(restricted(volumes(good.split(" "))), []);
    assert.deepEqual(restricted(volumes(["nfs"])), ["spec.volumes[0].nfs"]);
  });

  it("judges what is laid over a pod of others by what it says alone", () => {
    const server = (container: object) =>
      seldon("Server", { podSpec: { containers: [{ name: "mlserver", ...container }] } });
    assert.deepEqual(restricted(server({})), []);
    assert.deepEqual(restricted(server({ securityContext: null })), []);
    const wrong = {
      allowPrivilegeEscalation: true,
      runAsNonRoot: false,
      runAsUser: 0,
      capabilities: { drop: ["NET_RAW"] },
    };
    assert.equal(restricted(server({ securityContext: wrong })).length, 4);
  });

  it("reads past what is no list", () => {
    const broken = pod({ containers: null, volumes: 7, securityContext: { sysctls: "x" } });
    assert.deepEqual([...baseline(broken), ...restricted(broken)], []);
    assert.equal(baseline(pod({ containers: [{ ports: null, securityContext: [] }] })).length, 0);
  });
});
