import assert from "node:assert/strict";

import type { Condition } from "../../commands/smoke/condition";
import type { LiveTenant, Workload } from "../../commands/smoke/live-tenant";
import { readiness, type Wanted } from "../../commands/smoke/readiness";

const wanted: Wanted = {
  tenant: "team-a",
  stack: "prod",
  servers: ["mlserver"],
  models: ["iris"],
  experiments: [],
};

const isReady: Condition[] = [{ type: "Ready", status: "True" }];

function workload(name: string, change: { replicas?: number; ready?: number } = {}): Workload {
  const { replicas = 1, ready = replicas } = change;
  return {
    kind: "Deployment",
    metadata: { name, ownerReferences: [{ kind: "SeldonRuntime" }] },
    spec: { replicas },
    status: { readyReplicas: ready },
  };
}

/** A tenant that has all it needs; `change` replaces kinds. */
const live = (change: Partial<LiveTenant> = {}): LiveTenant => ({
  runtimes: [{ metadata: { name: "seldon" }, spec: {}, status: { conditions: isReady } }],
  servers: [server([...isReady, { type: "StatefulSetReady", status: "True" }])],
  models: [{ metadata: { name: "iris" }, spec: {}, status: { conditions: isReady } }],
  experiments: [],
  workloads: [workload("seldon-scheduler"), workload("seldon-envoy")],
  ...change,
});

const server = (conditions: readonly Condition[]) => ({
  metadata: { name: "mlserver" },
  spec: { replicas: 1 },
  status: { conditions },
});

/** What failed, as the report prints it: subject, reason, next command. */
const failures = (change: Partial<LiveTenant> = {}, names: Partial<Wanted> = {}): string[][] =>
  readiness({ ...wanted, ...names }, live(change)).flatMap(({ subject, outcome }) =>
    outcome.status === "failed" ? [[subject, outcome.detail, outcome.next]] : [],
  );

describe("a tenant's readiness", () => {
  it("holds for a tenant whose objects and workloads are all ready", () => {
    const findings = readiness(wanted, live());
    assert.deepEqual(
      findings.map(({ subject, outcome }) => `${subject} ${outcome.status}`),
      [
        "runtime seldon ok",
        "workload seldon-scheduler ok",
        "workload seldon-envoy ok",
        "server mlserver ok",
        "model iris ok",
      ],
    );
  });

  it("says that it is DNS when the scheduler's name does not resolve", () => {
    const reason =
      "rpc error: code = Unavailable desc = name resolver error: produced zero addresses";
    const conditions = ["Ready", "StatefulSetReady"].map((type) => ({
      type,
      status: "False",
      reason,
    }));
    assert.deepEqual(failures({ servers: [server(conditions)] }), [
      [
        "server mlserver",
        `is not Ready: StatefulSetReady=False "${reason}"; this is DNS: the controller cannot resolve ` +
          "seldon-scheduler.team-a, so no server of the tenant can register",
        "kubectl -n team-a get service,endpointslices -l app.kubernetes.io/name=seldon-scheduler; " +
          "kubectl -n kube-system get pods -l k8s-app=kube-dns",
      ],
    ]);
  });

  it("knows a server's own condition by its name in 2.9 and in 2.10", () => {
    for (const type of ["StatefulSetReady", "StatefulSetOrDeploymentReady"]) {
      const not = server([...isReady, { type, status: "False", reason: "waiting" }]);
      assert.deepEqual(
        failures({ servers: [not] }).map(([, detail]) => detail),
        [`is not Ready: ${type}=False "waiting"`],
      );
      assert.deepEqual(failures({ servers: [server([...isReady, { type, status: "True" }])] }), []);
    }
  });

  it("does not believe a runtime that is Ready while its pods are refused", () => {
    const scheduler = workload("seldon-scheduler", { ready: 0 });
    assert.deepEqual(failures({ workloads: [scheduler, workload("seldon-envoy")] }), [
      [
        "workload seldon-scheduler",
        "0 of 1 replicas ready",
        "kubectl -n team-a describe deployment seldon-scheduler",
      ],
    ]);
  });

  it("names the quota when that is what refuses the pods", () => {
    const envoy: Workload = {
      ...workload("seldon-envoy", { ready: 0 }),
      status: {
        conditions: [
          {
            type: "ReplicaFailure",
            status: "True",
            reason: "FailedCreate",
            message: 'pods "seldon-envoy-1" is forbidden: exceeded quota: team-a',
          },
        ],
      },
    };
    const [[, detail, next] = []] = failures({ workloads: [workload("seldon-scheduler"), envoy] });
    assert.match(detail ?? "", /^0 of 1 replicas ready; .*; the tenant's quota is used up$/);
    assert.equal(next, "kubectl -n team-a describe resourcequota");
  });

  it("waits for a change that the cluster has not taken up", () => {
    const old = workload("seldon-envoy");
    const changed = { ...old, metadata: { ...old.metadata, generation: 2 } };
    assert.deepEqual(
      failures({ workloads: [workload("seldon-scheduler"), changed] }).map(([, detail]) => detail),
      ["1 of 1 replicas ready, and its last change is not taken up yet"],
    );
  });

  it("accepts hodometer at 0 replicas, and not the scheduler or Envoy", () => {
    const both = [workload("seldon-scheduler"), workload("seldon-envoy")];
    assert.deepEqual(
      failures({ workloads: [...both, workload("hodometer", { replicas: 0 })] }),
      [],
    );
    const off = [workload("seldon-scheduler"), workload("seldon-envoy", { replicas: 0 })];
    assert.deepEqual(
      failures({ workloads: off }).map(([, detail]) => detail),
      ["is scaled to 0 replicas"],
    );
  });

  it("misses a runtime, its workloads, a server and a model that are not on the cluster", () => {
    const none = { runtimes: [], workloads: [], servers: [], models: [] };
    assert.deepEqual(
      failures(none).map(([subject, detail]) => `${subject}: ${detail ?? ""}`),
      [
        "runtime: there is no SeldonRuntime in namespace team-a",
        "workload seldon-scheduler: is not there: Seldon's controller has not made it",
        "workload seldon-envoy: is not there: Seldon's controller has not made it",
        "server mlserver: is in Pulumi.prod.yaml but there is no such server in namespace team-a",
        "model iris: is in Pulumi.prod.yaml but there is no such model in namespace team-a",
      ],
    );
  });

  it("refuses a model that has fewer replicas than it asks for, and one that is being deleted", () => {
    const model = { metadata: { name: "iris" }, spec: { replicas: 2 } };
    const status = { conditions: isReady, availableReplicas: 1 };
    assert.deepEqual(
      failures({ models: [{ ...model, status }] }).map(([, detail]) => detail),
      ["is Ready, but 1 of 2 replicas are available"],
    );
    assert.deepEqual(
      failures({ models: [{ ...model, status: { ...status, availableReplicas: 2 } }] }),
      [],
    );
    const gone = { name: "iris", deletionTimestamp: "2026-01-01T00:00:00Z" };
    assert.deepEqual(
      failures({ models: [{ ...model, metadata: gone, status }] }).map(([, detail]) => detail),
      ["is being deleted since 2026-01-01T00:00:00Z"],
    );
  });

  it("looks at models that the team has added as well", () => {
    const added = { metadata: { name: "theirs" }, spec: {} };
    assert.deepEqual(
      failures({ models: [...live().models, added] }).map(([subject, detail]) => [subject, detail]),
      [["model theirs", "is not Ready: no condition yet"]],
    );
  });
});
