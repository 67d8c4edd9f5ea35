import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { UsageError } from "../../commands/checkout";
import { PreflightCluster } from "../../commands/preflight/preflight-cluster";
import { readStack } from "../../commands/preflight/stack";

const refusal = (open: () => unknown): string => {
  try {
    open();
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  throw new Error("nothing was refused");
};

describe("the stack that preflight probes", () => {
  it("brings its own MLServer, from where it pulls everything", () => {
    const prod = readStack("prod");
    assert.match(prod.image, /^harbor\.mlops\.internal\/mirror\/seldonio\/mlserver:/);
    assert.equal(prod.pullsFor, "seldon-system");
    assert.ok(prod.namespaces.includes("fraud-detection"));
    const dev = readStack("dev");
    assert.match(dev.image, /^docker\.io\/seldonio\/mlserver:/);
    assert.equal(dev.pullsFor, undefined);
  });

  it("is refused when there is none of the name", () => {
    assert.match(
      refusal(() => readStack("nosuch")),
      /^STACK=nosuch: there is no Pulumi\.nosuch\.yaml/,
    );
  });

  it("is refused without its kubeconfig or its context, and never falls back to another", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "kubeconfig-"));
    try {
      const kubeconfig = path.join(folder, "config");
      const stack = { ...readStack("prod"), kubeconfig };
      assert.equal(
        refusal(() => new PreflightCluster(stack)),
        `Pulumi.prod.yaml: seldon-platform:cluster.kubeconfig: there is no file "${kubeconfig}"; write the path of the cluster's kubeconfig`,
      );
      const contexts = [{ name: "other", context: { cluster: "c", user: "u" } }];
      const clusters = [{ name: "c", cluster: { server: "https://127.0.0.1:1" } }];
      const users = [{ name: "u", user: {} }];
      const content = { apiVersion: "v1", kind: "Config", contexts, clusters, users };
      writeFileSync(kubeconfig, JSON.stringify(content));
      assert.match(
        refusal(() => new PreflightCluster(stack)),
        /cluster\.context: "prod" is not in .*; use one of: other$/,
      );
      assert.doesNotThrow(() => new PreflightCluster({ ...stack, context: "other" }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
