import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { inspectCluster } from "../cluster";
import { foreignCrds } from "../seldon/foreign-crds";
import { crdParts, seldonCrds } from "../cluster/crd-parts";
import type { Questions } from "../cluster/questions";
import type { ClusterAccess } from "../schema/cluster";
import { answering, pointTo, type Answers } from "./cluster/fake-api-server";

describe("the stack's cluster", () => {
  const folder = mkdtempSync(join(tmpdir(), "cluster-"));
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = (change: Partial<ClusterAccess> = {}): ClusterAccess => ({
    kubeconfig,
    context: "here",
    ...change,
  });

  before(() =>
    pulumi.runtime.setMocks(
      { newResource: () => assert.fail(), call: () => assert.fail() },
      "seldon-platform",
      "test",
    ),
  );
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const at = {
    crd: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/seldonruntimes.mlops.seldon.io",
    namespaces: "/api/v1/namespaces",
  };
  const inspect = async (answers: Answers, asked: Partial<Questions> = {}) => {
    const given: Answers = { [at.namespaces]: { items: [] }, ...answers };
    return answering(
      kubeconfig,
      (asked) => given[asked],
      () =>
        inspectCluster(cluster(), {
          crdParts: [seldonCrds],
          foreignCrds: [],
          serverReplicas: false,
          ...asked,
        }),
    );
  };

  const crd = (labels: object) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "seldonruntimes.mlops.seldon.io", labels },
  });

  it("is refused when its kubeconfig is not there", async () => {
    await assert.rejects(inspectCluster(cluster({ kubeconfig: "/nowhere/config" })), {
      message:
        'Pulumi.test.yaml: seldon-platform:cluster.kubeconfig: there is no file "/nowhere/config"; write the path of the cluster\'s kubeconfig',
      stack: "",
    });
  });

  it("is refused when the kubeconfig does not have its context, with those that it has", async () => {
    pointTo(kubeconfig, "http://127.0.0.1:9");
    await assert.rejects(inspectCluster(cluster({ context: "there" })), {
      message: `Pulumi.test.yaml: seldon-platform:cluster.context: "there" is not in ${kubeconfig}; use one of: here`,
    });
  });

  it("is refused when it does not answer, with its address and what happened", async () => {
    const free = createTcpServer();
    await new Promise<void>((listening) => free.listen(0, "127.0.0.1", listening));
    const server = `http://127.0.0.1:${String((free.address() as AddressInfo).port)}`;
    await new Promise((closed) => free.close(closed));
    pointTo(kubeconfig, server);
    await assert.rejects(inspectCluster(cluster()), ({ message, stack }: Error) => {
      assert.ok(
        message.startsWith(`the cluster of context "here" at ${server} does not answer: `),
        message,
      );
      assert.match(
        message,
        /ECONNREFUSED.*; see that it runs and that this machine may reach it, then try again$/,
      );
      return stack === "";
    });
  });

  it("is refused when it lets nobody in, without a word of what it sent", async () => {
    const asked = inspect({ [at.crd]: 401, [at.namespaces]: 401 });
    await assert.rejects(asked, ({ message }: Error) => {
      assert.match(message, /does not answer: HTTP 401; see that it runs/);
      return !message.includes("hunter2");
    });
  });

  it("is accepted without CRDs, and says so", async () => {
    const { result } = await inspect({});
    assert.deepEqual(result, {
      partsWithCrds: [{ part: seldonCrds, version: undefined }],
      missingCrds: [],
      namespaces: [],
      serverReplicas: new Map(),
    });
  });

  it("says which Seldon version its CRDs are of", async () => {
    const labels = { "app.kubernetes.io/version": "2.9.1" };
    const { result } = await inspect({ [at.crd]: crd(labels) });
    assert.equal(result.partsWithCrds[0]?.version, "2.9.1");
  });

  it("says that CRDs without our label are of an unknown version", async () => {
    const { result } = await inspect({ [at.crd]: crd({}) });
    assert.equal(result.partsWithCrds[0]?.version, "unknown");
  });

  it("says which stack made each namespace, and what keeps one that is being deleted", async () => {
    const conditions = [
      { type: "NamespaceContentRemaining", status: "True", message: "models has 1 instance" },
      { type: "NamespaceFinalizersRemaining", status: "False", message: "nothing" },
      { type: "NamespaceDeletionDiscoveryFailure", status: "True", message: "is no remainder" },
    ];
    const items = [
      { metadata: { name: "default" } },
      { metadata: { name: "team-a", labels: { "seldon-platform/stack": "prod" } } },
      {
        metadata: { name: "team-b", deletionTimestamp: "2026-01-01T00:00:00Z" },
        status: { conditions },
      },
    ];
    const { result } = await inspect({ [at.namespaces]: { items } });
    assert.deepEqual(result.namespaces, [
      { name: "default", stack: undefined, deletion: undefined },
      { name: "team-a", stack: "prod", deletion: undefined },
      { name: "team-b", stack: undefined, deletion: ["models has 1 instance"] },
    ]);
  });

  it("is asked twice and no more, however many tenants there are", async () => {
    const { asked } = await inspect({});
    assert.deepEqual(asked.sort(), [at.namespaces, at.crd]);
  });

  it("is asked for the CRDs of other operators that the stack file needs, and tells which are missing", async () => {
    const foreign = foreignCrds({ seldon: { controlPlaneTls: {} }, monitoring: {} });
    const there = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${foreign[0]?.name ?? ""}`;
    const { result } = await inspect({ [there]: crd({}) }, { foreignCrds: foreign });
    assert.deepEqual(result.missingCrds, foreign.slice(1));
  });

  it("is asked again by and by when it is busy, as with a kind whose CRD has just come", async () => {
    let asked = 0;
    const busyOnce = () => (asked++ === 0 ? 429 : { items: [] });
    const { result } = await answering(
      kubeconfig,
      (path) => (path === at.namespaces ? busyOnce() : 404),
      () => inspectCluster(cluster()),
    );
    assert.deepEqual([result.namespaces, asked], [[], 2]);
  });

  it("says how many replicas each Server has, where the stack file lets some scale", async () => {
    const items = [
      { metadata: { namespace: "team-a", name: "mlserver" }, spec: { replicas: 3 } },
      { metadata: { namespace: "team-b", name: "mlserver" }, spec: {} },
    ];
    const servers = { "/apis/mlops.seldon.io/v1alpha1/servers": { items } };
    const { result } = await inspect(servers, { serverReplicas: true });
    assert.deepEqual(
      [...result.serverReplicas],
      [
        ["team-a/mlserver", 3],
        ["team-b/mlserver", 1],
      ],
    );
    assert.equal((await inspect({}, { serverReplicas: true })).result.serverReplicas.size, 0);
  });

  const everything = { istio: { enabled: true }, metalLb: {}, certManager: { acme: {} } };

  it("is asked for one CRD of each part that the stack file switches on, and of no other", async () => {
    const samples = (on: Parameters<typeof crdParts>[0]) =>
      crdParts(on).map(({ sample }) => sample);
    assert.deepEqual(samples({ istio: { enabled: false } }), ["seldonruntimes.mlops.seldon.io"]);
    assert.deepEqual(samples(everything), [
      "seldonruntimes.mlops.seldon.io",
      "virtualservices.networking.istio.io",
      "ipaddresspools.metallb.io",
      "certificates.cert-manager.io",
    ]);
    assert.deepEqual(samples({ metalLb: { mode: "bgp" } }).slice(1), [
      "frrconfigurations.frrk8s.metallb.io",
    ]);
    const { asked } = await inspect({}, { crdParts: crdParts(everything) });
    assert.equal(asked.length, 5);
  });
});
