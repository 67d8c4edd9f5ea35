import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../../policy/kubernetes-object";
import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { doubts, object, owned, pod, podSpec, titles, workload } from "./objects";

const template = { metadata: { labels: { app: "a" } }, spec: podSpec };

describe("reading workloads", () => {
  it("finds the pods of every kind that makes some", () => {
    const kinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];
    const objects = [
      ...kinds.map((kind) => workload("a", { app: "a" }, kind)),
      workload("a", { app: "a" }, "Job"),
      object("CronJob", "a", { spec: { jobTemplate: { spec: { template } } } }),
      pod("a", { app: "a" }),
    ];
    const { workloads } = readCluster(objects);
    assert.deepEqual(
      workloads.map(({ kind, labels, ports }) => [kind, labels, ports]),
      [...kinds, "Job", "CronJob", "Pod"].map((kind) => [
        kind,
        { app: "a" },
        [{ name: undefined, port: 80, protocol: "TCP" }],
      ]),
    );
  });

  it("reads ports, account, host network and replicas as the API fills them in", () => {
    const spec = {
      containers: [
        { ports: [{ name: "dns", containerPort: 53, protocol: "UDP" }] },
        { ports: null },
      ],
      initContainers: [
        { restartPolicy: "Always", ports: [{ containerPort: 1 }] },
        { ports: [{ containerPort: 2 }] },
      ],
      hostNetwork: true,
      serviceAccountName: "reader",
    };
    const [read] = readCluster([
      object("Deployment", "a", { spec: { replicas: 0, template: { spec } } }),
    ]).workloads;
    assert.deepEqual(
      { ...read, object: undefined },
      {
        namespace: "team",
        name: "a",
        kind: "Deployment",
        labels: {},
        annotations: {},
        ports: [
          { name: "dns", port: 53, protocol: "UDP" },
          { name: undefined, port: 1, protocol: "TCP" },
        ],
        hostNetwork: true,
        serviceAccount: "reader",
        replicas: 0,
        object: undefined,
      },
    );
  });

  it("takes the pods of Helm's hooks as workloads", () => {
    const hook = object(
      "Job",
      "hook",
      { spec: { template } },
      {
        annotations: { "helm.sh/hook": "post-install" },
      },
    );
    assert.deepEqual(titles([hook]), ["team/hook[Job]"]);
  });

  const done: [string, KubernetesObject, string[]][] = [
    ["leaves out a pod that ended", { ...pod("a", {}), status: { phase: "Succeeded" } }, []],
    ["keeps a pod that waits", { ...pod("a", {}), status: { phase: "Pending" } }, ["1"]],
    [
      "keeps a Job that finished, without pods",
      job({}, [{ type: "Complete", status: "True" }]),
      ["0"],
    ],
    [
      "keeps a Job that failed once and goes on",
      job({}, [{ type: "Failed", status: "False" }]),
      ["1"],
    ],
    ["keeps a Job that is suspended, without pods", job({ suspend: true }), ["0"]],
    ["counts the pods of a parallel Job", job({ parallelism: 3 }), ["3"]],
  ];
  for (const [says, made, replicas] of done)
    it(says, () => {
      const { workloads } = readCluster([made]);
      assert.deepEqual(
        workloads.map((each) => String(each.replicas)),
        replicas,
      );
    });

  const broken: [string, object, string][] = [
    [
      "a port that is none",
      { containers: [{ ports: [{ containerPort: 0 }] }] },
      "containers[0].ports[0].containerPort is no port of 1 to 65535",
    ],
    [
      "a protocol of nobody",
      { containers: [{ ports: [{ containerPort: 1, protocol: "tcp" }] }] },
      "containers[0].ports[0].protocol is not TCP, UDP, SCTP",
    ],
    ["containers that are no list", { containers: {} }, "containers is not a list"],
    ["a host network in quotes", { hostNetwork: "true" }, "hostNetwork is not true or false"],
  ];
  for (const [what, spec, says] of broken)
    it(`doubts ${what}, and reads the rest`, () => {
      const objects = [object("Pod", "bad", { spec }), pod("good", {})];
      assert.deepEqual(titles(objects), ["team/good[Pod]"]);
      assert.deepEqual(doubts(objects), [`Pod bad spec.${says}`]);
    });

  it("doubts labels that are no texts, and takes null for none", () => {
    assert.deepEqual(doubts([pod("a", { app: 1 })]), ["Pod a metadata.labels.app is not text"]);
    assert.deepEqual(doubts([object("Pod", "a", { spec: podSpec }, { labels: null })]), []);
  });

  it("knows who made a pod only from its controller", () => {
    const loose = owned(pod("a-1", { app: "a" }), "Deployment", "elsewhere");
    assert.deepEqual(titles([workload("a"), loose]), ["team/a[Deployment]", "team/a-1[Pod]"]);
  });
});

function job(spec: object, conditions?: object[]): KubernetesObject {
  return object("Job", "a", { spec: { ...spec, template }, status: { conditions } });
}
