import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { keptCrds } from "../../components/kept-crds";
import { ofKind, registered } from "./registered";

const asn = { type: "integer", minimum: 0, maximum: 4294967295, description: "a router's number" };

describe("the schema of a CRD that is kept", () => {
  let passed: (spec: object) => unknown;

  before(async () => {
    const resources = await registered((opts) => {
      keptCrds(
        "crds",
        {
          chartName: "metallb",
          namespace: "metallb-system",
          chart: "../.charts/metallb.tgz",
          version: "0.15.3",
          protect: false,
        },
        opts,
      );
    });
    const [transform] = ofKind(resources, "Chart")[0]?.opts.transforms ?? [];
    assert.ok(transform);
    passed = (spec) => {
      const type = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
      const args = { custom: true, type, name: "any", props: { metadata: {}, spec }, opts: {} };
      return (transform(args) as pulumi.ResourceTransformResult).props["spec"];
    };
  });

  it("loses an int32 beside a maximum that no int32 reaches, and keeps all else of that number", () => {
    assert.deepEqual(passed({ ...asn, format: "int32" }), asn);
  });

  it("keeps an int32 beside the largest maximum that is one, and loses it one further", () => {
    const largest = { type: "integer", format: "int32", maximum: 2147483647 };
    assert.deepEqual(passed(largest), largest);
    assert.deepEqual(passed({ ...largest, maximum: 2147483648 }), {
      type: "integer",
      maximum: 2147483648,
    });
  });

  it("keeps an int32 without a maximum, and an int64 with a large one", () => {
    for (const schema of [
      { type: "integer", format: "int32" },
      { ...asn, format: "int64" },
    ])
      assert.deepEqual(passed(schema), schema);
  });

  it("is corrected in each version, below lists and maps too", () => {
    const versions = (number: object) => [
      { name: "v1", schema: { properties: { routers: { items: { properties: { number } } } } } },
      { name: "v2", schema: { properties: { byName: { additionalProperties: number } } } },
    ];
    const wrong = { versions: versions({ ...asn, format: "int32" }) };
    assert.deepEqual(passed(wrong), { versions: versions(asn) });
  });

  it("keeps fields of objects that have those names", () => {
    const fields = { properties: { format: { type: "string" }, maximum: asn } };
    assert.deepEqual(passed(fields), fields);
  });

  it("keeps whatever else is in it: nothing, no, zero, and lists in their order", () => {
    const spec = { nullable: false, default: null, minimum: 0, enum: ["b", "a"], required: [] };
    assert.deepEqual(passed(spec), spec);
  });
});
