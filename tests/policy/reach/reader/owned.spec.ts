import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../../policy/kubernetes-object";
import { object, owned, pod, podSpec, titles, workload } from "./objects";

const deployment = workload("a");
const replicaSet = owned(
  workload("a-5cf", { app: "a", "pod-template-hash": "5cf" }, "ReplicaSet"),
  "Deployment",
  "a",
);
const podOf = (
  labels: object = {},
  spec: object = podSpec,
  more: object = {},
): KubernetesObject => {
  const made = owned(
    pod("a-5cf-x1", { app: "a", "pod-template-hash": "5cf", ...labels }, spec),
    "ReplicaSet",
    "a-5cf",
  );
  return { ...made, metadata: { ...(made.metadata as object), ...more } };
};
const whole = ["team/a[Deployment]"];
const withPod = [...whole, "team/a-5cf-x1[Pod]"];

describe("what controllers make of a workload", () => {
  it("is the workload itself, with the ReplicaSet between them or without", () => {
    assert.deepEqual(titles([deployment, replicaSet, podOf()]), whole);
    assert.deepEqual(titles([podOf(), deployment]), whole);
  });

  it("is kept where the workload is not in the set", () => {
    assert.deepEqual(titles([podOf()]), ["team/a-5cf-x1[Pod]"]);
    assert.deepEqual(titles([replicaSet, podOf()]), ["team/a-5cf[ReplicaSet]"]);
  });

  const added: [string, KubernetesObject][] = [
    ["a label that someone put on the pod", podOf({ role: "admin" })],
    ["another port", podOf({}, { containers: [{ ports: [{ containerPort: 81 }] }] })],
    ["another account", podOf({}, { ...podSpec, serviceAccountName: "admin" })],
    ["the network of the node", podOf({}, { ...podSpec, hostNetwork: true })],
    [
      "a way around Istio's proxy",
      podOf({}, podSpec, {
        annotations: { "traffic.sidecar.istio.io/excludeOutboundPorts": "443" },
      }),
    ],
  ];
  for (const [what, made] of added)
    it(`is a workload of its own with ${what}`, () => {
      assert.deepEqual(titles([deployment, replicaSet, made]), withPod);
    });

  it("is the workload itself with what Kubernetes and Istio add", () => {
    const labels = {
      "security.istio.io/tlsMode": "istio",
      "service.istio.io/canonical-name": "a",
      "service.istio.io/canonical-revision": "latest",
      "pod-template-generation": "1",
    };
    const proxy = {
      name: "istio-proxy",
      ports: [{ containerPort: 15090, name: "http-envoy-prom" }],
    };
    const spec = { containers: [...podSpec.containers, proxy] };
    const annotations = { "sidecar.istio.io/status": "{}", "istio.io/rev": "default" };
    assert.deepEqual(titles([deployment, replicaSet, podOf(labels, spec, { annotations })]), whole);
    assert.deepEqual(titles([deployment, replicaSet, podOf(labels, spec)]), withPod);
  });

  it("counts for StatefulSets, DaemonSets, Jobs and CronJobs alike", () => {
    const template = { metadata: { labels: { app: "c" } }, spec: podSpec };
    const cron = object("CronJob", "c", { spec: { jobTemplate: { spec: { template } } } });
    const jobLabels = { app: "c", "batch.kubernetes.io/job-name": "c-1", "controller-uid": "u" };
    const objects = [
      workload("s", { app: "s" }, "StatefulSet"),
      owned(
        pod("s-0", {
          app: "s",
          "statefulset.kubernetes.io/pod-name": "s-0",
          "apps.kubernetes.io/pod-index": "0",
        }),
        "StatefulSet",
        "s",
      ),
      workload("d", { app: "d" }, "DaemonSet"),
      owned(pod("d-x", { app: "d", "controller-revision-hash": "h" }), "DaemonSet", "d"),
      cron,
      owned(workload("c-1", jobLabels, "Job"), "CronJob", "c"),
      owned(pod("c-1-x", jobLabels), "Job", "c-1"),
    ];
    assert.deepEqual(titles(objects), [
      "team/s[StatefulSet]",
      "team/d[DaemonSet]",
      "team/c[CronJob]",
    ]);
  });

  it("is kept as an older ReplicaSet only while pods of it may run", () => {
    const older = (replicas: number) => {
      const set = owned(workload("a-1", { app: "a", old: "yes" }, "ReplicaSet"), "Deployment", "a");
      return { ...set, spec: { ...(set["spec"] as object), replicas } };
    };
    assert.deepEqual(titles([deployment, older(0)]), whole);
    assert.deepEqual(titles([deployment, older(1)]), [...whole, "team/a-1[ReplicaSet]"]);
  });
});
