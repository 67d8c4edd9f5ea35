import assert from "node:assert/strict";
import { isLive, makersOf } from "../../policy/live";
import { siteFrom } from "../../policy/site/site";
import { findingsOf } from "./objects";

const live = { resourceVersion: "7", uid: "1" };
const controlled = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: "apps/v1", kind, name, controller: true }],
});
const pod = (metadata: object) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { namespace: "node-agents", name: "agent-x7", ...metadata },
  spec: { hostNetwork: true, containers: [{ name: "agent" }] },
});

describe("objects of a live cluster", () => {
  it("are known by what an API server alone may write", () => {
    assert.equal(isLive(pod(live)), true);
    for (const claim of [{}, { uid: "1" }, { resourceVersion: "7" }, { ...live, uid: "" }])
      assert.equal(isLive(pod(claim)), false);
  });

  it("belong to the workload that made them, also by way of a ReplicaSet", () => {
    const hash = { labels: { "pod-template-hash": "5f" } };
    assert.deepEqual(makersOf(pod({ ...live, ...controlled("DaemonSet", "agent") })), [
      "agent-x7",
      "agent",
    ]);
    assert.deepEqual(makersOf(pod({ ...live, ...hash, ...controlled("ReplicaSet", "agent-5f") })), [
      "agent-x7",
      "agent-5f",
      "agent",
    ]);
  });

  it("are node agents when a listed one made them, and not when they only say so", () => {
    const site = siteFrom({
      environment: "prod",
      imageHosts: ["harbor.mlops.internal"],
      workloads: {
        nodeAgents: [{ namespace: "node-agents", name: "agent", needs: ["hostNetwork"] }],
      },
    });
    const told = (object: object) =>
      findingsOf("pods-keep-off-the-host-network", [object], site).length;
    const made = controlled("DaemonSet", "agent");
    assert.equal(told(pod({ ...live, ...made })), 0);
    assert.equal(told(pod(made)), 1);
    assert.equal(told(pod({ ...live, ...controlled("DaemonSet", "other") })), 1);
    assert.equal(told(pod({ ...live, ...made, namespace: "team" })), 1);
  });

  it("may have the addresses of pods as endpoints, and no others", () => {
    const slice = (metadata: object, targetRef?: object) => ({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { namespace: "team", name: "web-1", ...metadata },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.244.0.7"], targetRef }],
    });
    const told = (object: object) => findingsOf("endpoints-are-inside", [object]).length;
    assert.equal(told(slice(live, { kind: "Pod", name: "web-0" })), 0);
    assert.equal(told(slice({}, { kind: "Pod", name: "web-0" })), 1);
    assert.equal(told(slice(live)), 1);
  });
});
