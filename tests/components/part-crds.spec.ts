import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";

import { PartCrds } from "../../components/part-crds";
import { ofKind, registered, tree } from "./registered";

const crd = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

describe("the CRDs of a part that a stack may switch off", () => {
  const make = () =>
    registered((opts) => {
      new PartCrds(
        "istio-crds",
        {
          chartName: "base",
          namespace: "istio-system",
          chart: "../.charts/base.tgz",
          values: { base: { enableCRDTemplates: true } },
          version: "1.30.3",
        },
        opts,
      );
    });

  it("are all that is kept of their chart", async () => {
    const resources = await make();
    assert.deepEqual(tree(resources), [
      "kubernetes:helm.sh/v4:Chart istio-crds < PartCrds istio-crds",
      "seldon-platform:components:PartCrds istio-crds < the stack",
    ]);
    assert.deepEqual(ofKind(resources, "Chart")[0]?.inputs, {
      chart: "../.charts/base.tgz",
      name: "base",
      namespace: "istio-system",
      values: { base: { enableCRDTemplates: true } },
      postRenderer: { command: "node", args: ["../charts/only-crds.js"] },
    });
    assert.ok(existsSync(join(__dirname, "../../crds/../charts/only-crds.js")));
  });

  it("stay on the cluster when the part is switched off, and nothing stands in the way of that", async () => {
    const [transform] = ofKind(await make(), "Chart")[0]?.opts.transforms ?? [];
    assert.ok(transform);
    const result = transform({
      custom: true,
      type: crd,
      name: "any",
      props: { metadata: { name: "virtualservices", labels: { app: "istio" } }, spec: {} },
      opts: {},
    }) as pulumi.ResourceTransformResult;
    assert.deepEqual(result, {
      props: {
        metadata: {
          name: "virtualservices",
          labels: { app: "istio", "app.kubernetes.io/version": "1.30.3" },
        },
        spec: {},
      },
      opts: { protect: false, retainOnDelete: true },
    });
  });
});
