import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { SeldonCrds } from "../../components/seldon-crds";
import { ofKind, registered, tree } from "./registered";

const make = () =>
  registered((opts) => {
    new SeldonCrds("seldon-crds", { chart: ".charts/crds.tgz", version: "2.9.1" }, opts);
  });

describe("Seldon's CRDs", () => {
  it("are one chart under its component, from the archive that was named, with no values", async () => {
    const resources = await make();
    assert.deepEqual(tree(resources), [
      "kubernetes:helm.sh/v4:Chart seldon-crds < SeldonCrds seldon-crds",
      "seldon-platform:components:SeldonCrds seldon-crds < the stack",
    ]);
    assert.deepEqual(ofKind(resources, "Chart")[0]?.inputs, {
      chart: ".charts/crds.tgz",
      name: "seldon-core-v2-crds",
      namespace: "default",
    });
  });

  describe("as the chart's children pass by", () => {
    let keep: (
      type: string,
      metadata: object,
    ) => pulumi.ResourceTransformResult | undefined | Promise<unknown>;
    before(async () => {
      const [chart] = ofKind(await make(), "Chart");
      const [transform, ...rest] = chart?.opts.transforms ?? [];
      assert.ok(transform && rest.length === 0);
      keep = (type, metadata) =>
        transform({
          custom: true,
          type,
          name: "any",
          props: { metadata, spec: { group: "mlops.seldon.io" } },
          opts: { aliases: ["kept"] },
        });
    });
    const crd = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

    it("are protected, stay on destroy, and say which Seldon they are of", () => {
      assert.deepEqual(keep(crd, { name: "models", labels: { team: "a" } }), {
        props: {
          metadata: { name: "models", labels: { team: "a", "app.kubernetes.io/version": "2.9.1" } },
          spec: { group: "mlops.seldon.io" },
        },
        opts: { aliases: ["kept"], protect: true, retainOnDelete: true },
      });
    });

    it("get their label where the chart gives them none", () => {
      const result = keep(crd, { name: "models" }) as pulumi.ResourceTransformResult;
      assert.deepEqual(result.props["metadata"], {
        name: "models",
        labels: { "app.kubernetes.io/version": "2.9.1" },
      });
    });

    it("are all that is touched: the chart itself and any other kind pass as they are", () => {
      for (const type of ["kubernetes:helm.sh/v4:Chart", "kubernetes:core/v1:ConfigMap"])
        assert.equal(keep(type, {}), undefined);
    });
  });
});
