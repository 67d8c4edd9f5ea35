import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import { inspectCluster, requireCrds } from "../cluster";
import type { Cluster } from "../schema/platform";

describe("the stack's cluster", () => {
  const folder = mkdtempSync(join(tmpdir(), "cluster-"));
  const kubeconfig = join(folder, "kubeconfig");
  const apiServer = { cidrs: ["127.0.0.1/32"], port: 6443 };
  const cluster = (change: Partial<Cluster> = {}): Cluster => ({
    kubeconfig,
    context: "here",
    apiServer,
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

  function pointTo(server: string): void {
    const name = "here";
    const context = { cluster: name, user: name };
    writeFileSync(
      kubeconfig,
      stringify({
        apiVersion: "v1",
        kind: "Config",
        // Only for the plain server of these tests; the client refuses http:// otherwise.
        clusters: [{ name, cluster: { server, "insecure-skip-tls-verify": true } }],
        users: [{ name, user: {} }],
        contexts: [{ name, context }],
        "current-context": "",
      }),
    );
  }

  /** An API server that answers every question alike, on loopback, for as long as `ask` takes. */
  async function answering<T>(code: number, body: object, ask: () => Promise<T>): Promise<T> {
    const server = createServer((_, response) => {
      response.writeHead(code, { "content-type": "application/json", token: "hunter2" });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    pointTo(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    try {
      return await ask();
    } finally {
      server.close();
    }
  }

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
    pointTo("http://127.0.0.1:9");
    await assert.rejects(inspectCluster(cluster({ context: "there" })), {
      message: `Pulumi.test.yaml: seldon-platform:cluster.context: "there" is not in ${kubeconfig}; use one of: here`,
    });
  });

  it("is refused when it does not answer, with its address and what happened", async () => {
    const free = createTcpServer();
    await new Promise<void>((listening) => free.listen(0, "127.0.0.1", listening));
    const server = `http://127.0.0.1:${String((free.address() as AddressInfo).port)}`;
    await new Promise((closed) => free.close(closed));
    pointTo(server);
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
    const asked = answering(401, { message: "hunter2" }, () => inspectCluster(cluster()));
    await assert.rejects(asked, ({ message }: Error) => {
      assert.match(message, /does not answer: HTTP 401; see that it runs/);
      return !message.includes("hunter2");
    });
  });

  it("is accepted without CRDs, and says so", async () => {
    const state = await answering(404, {}, () => inspectCluster(cluster()));
    assert.deepEqual(state, { crdVersion: undefined });
  });

  it("says which Seldon version its CRDs are of", async () => {
    const labels = { "app.kubernetes.io/version": "2.9.1" };
    const state = await answering(200, crd(labels), () => inspectCluster(cluster()));
    assert.deepEqual(state, { crdVersion: "2.9.1" });
  });

  it("says that CRDs without our label are of an unknown version", async () => {
    const state = await answering(200, crd({}), () => inspectCluster(cluster()));
    assert.deepEqual(state, { crdVersion: "unknown" });
  });

  const missing: [string | undefined, string][] = [
    [undefined, "has none"],
    ["2.9.0", "has those of 2.9.0"],
    ["unknown", "has those of unknown"],
  ];
  for (const [crdVersion, found] of missing)
    it(`is refused when it ${found}, with the one command that brings Seldon's CRDs`, () => {
      assert.throws(
        () => {
          requireCrds({ crdVersion }, "2.9.1");
        },
        {
          message: `Seldon's CRDs of version 2.9.1 must be on the cluster first, and it ${found}; run: pulumi up -C crds -s test`,
        },
      );
    });

  it("is accepted with the CRDs of this commit's Seldon", () => {
    assert.doesNotThrow(() => {
      requireCrds({ crdVersion: "2.9.1" }, "2.9.1");
    });
  });
});
