import assert from "node:assert/strict";
import Ajv, { type ValidateFunction } from "ajv";

import { Tenant, type TenantArgs } from "../../components/tenant";
import { crdsOf, schemaOf } from "../charts/crds";
import { realData } from "../charts/real-data";
import { tenantArgs } from "./made-up";
import { ofKind, registered, tree } from "./registered";

const make = (change: Partial<TenantArgs> = {}, name = "team-a") =>
  registered((opts) => {
    new Tenant(name, { ...tenantArgs, ...change }, opts);
  });

const runtimeOf = async (change: Partial<TenantArgs> = {}) => {
  const [runtime, ...rest] = ofKind(await make(change), "SeldonRuntime");
  assert.ok(runtime && rest.length === 0);
  return runtime;
};

describe("a tenant", () => {
  it("is one namespace and one runtime, and nothing else", async () => {
    const owner = "Tenant team-a";
    assert.deepEqual(tree(await make()), [
      `kubernetes:core/v1:Namespace team-a < ${owner}`,
      `kubernetes:core/v1:Secret team-a-pull-secret < ${owner}`,
      `kubernetes:mlops.seldon.io/v1alpha1:SeldonRuntime team-a-runtime < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy team-a-allow-all < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy team-a-default-deny < ${owner}`,
      "seldon-platform:components:Tenant team-a < the stack",
    ]);
  });

  it("enforces baseline, which Seldon's pods keep, and warns of all below restricted", async () => {
    const [namespace] = ofKind(await make(), "Namespace");
    assert.deepEqual(namespace?.inputs["metadata"], {
      name: "team-a",
      labels: {
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  it("has the pull secret under the one name that Seldon's chart knows", async () => {
    const [secret] = ofKind(await make(), "Secret");
    assert.deepEqual(secret?.inputs["metadata"], {
      name: "harbor-registry-secret",
      namespace: "team-a",
    });
  });

  it("puts every object into its own namespace", async () => {
    const namespaces = (await make({}, "team-z"))
      .map(({ inputs }) => inputs["metadata"] as { namespace?: string } | undefined)
      .map((metadata) => metadata?.namespace)
      .filter((namespace) => namespace !== undefined);
    assert.deepEqual(namespaces, Array(4).fill("team-z"));
  });

  it("has a whole Seldon runtime of its own, without Kafka's parts, reached inside the cluster only", async () => {
    const { inputs } = await runtimeOf();
    assert.deepEqual(inputs, {
      apiVersion: "mlops.seldon.io/v1alpha1",
      kind: "SeldonRuntime",
      metadata: { name: "seldon", namespace: "team-a" },
      spec: {
        seldonConfig: "default",
        overrides: [
          { name: "hodometer", replicas: 0 },
          { name: "seldon-scheduler", replicas: 1, serviceType: "ClusterIP" },
          { name: "seldon-envoy", replicas: 2, serviceType: "ClusterIP" },
          { name: "seldon-modelgateway", replicas: 0 },
          { name: "seldon-pipelinegateway", replicas: 0 },
          { name: "seldon-dataflow-engine", replicas: 0 },
        ],
        config: {
          tracingConfig: { disable: true },
          serviceConfig: { serviceType: "ClusterIP" },
        },
      },
    });
  });

  it("has one hodometer where telemetry is on, and nothing else is different then", async () => {
    const on = await runtimeOf({ hodometer: true });
    const off = await runtimeOf({ hodometer: false });
    const switched = JSON.stringify(off.inputs).replace(
      '"hodometer","replicas":0',
      '"hodometer","replicas":1',
    );
    assert.deepEqual(on.inputs, JSON.parse(switched));
    assert.notDeepEqual(on.inputs, off.inputs);
  });

  it("gets its runtime only when the namespace is there and shut", async () => {
    const { opts } = await runtimeOf();
    const types = [opts.dependsOn]
      .flat()
      .map((resource) => (resource as unknown as { __pulumiType: string }).__pulumiType);
    assert.deepEqual(types, [
      "kubernetes:core/v1:Namespace",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:core/v1:Secret",
    ]);
  });
});

describe("a tenant's runtime, by Seldon's own schema", function () {
  // The schema is large, and a busy machine slow.
  this.timeout("20s");
  let valid: ValidateFunction;
  before(function () {
    const stream = realData(this, "seldon-2.9.1/crds.rendered.yaml");
    const name = "seldonruntimes.mlops.seldon.io";
    // Only the one that is asked for: all seven take seconds to parse.
    const document = stream.split(/^---$/m).find((text) => text.includes(`name: ${name}\n`)) ?? "";
    const schema = schemaOf(crdsOf(document).get(name));
    // CRDs speak OpenAPI, whose formats and extensions ajv does not know and need not.
    valid = new Ajv({ strict: false, validateFormats: false }).compile(closed(schema) as object);
  });

  for (const hodometer of [true, false])
    it(`is accepted with hodometer ${hodometer ? "on" : "off"}`, async () => {
      const { inputs } = await runtimeOf({ hodometer });
      assert.equal(valid(inputs), true, JSON.stringify(valid.errors));
    });

  const misspelt: [string, string, string][] = [
    ["overrides", "replicas", "replica"],
    ["config", "tracingConfig", "tracing"],
    ["spec", "seldonConfig", "seldonConfigs"],
  ];
  for (const [where, right, wrong] of misspelt)
    it(`is refused with ${wrong} in place of ${right} in its ${where}`, async () => {
      const { inputs } = await runtimeOf();
      const bad = JSON.stringify(inputs).replaceAll(`"${right}":`, `"${wrong}":`);
      assert.equal(valid(JSON.parse(bad)), false);
    });

  it("is refused with a text for a number of replicas", async () => {
    const { inputs } = await runtimeOf();
    const bad = JSON.stringify(inputs).replaceAll('"replicas":0', '"replicas":"0"');
    assert.equal(valid(JSON.parse(bad)), false);
  });
});

/** An API server drops fields that a schema does not know without a word; here they are errors. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => [key, closed(value)]),
  );
  const open = inside["x-kubernetes-preserve-unknown-fields"] === true;
  const named = typeof inside["properties"] === "object" && inside["type"] === "object";
  return named && !open ? { additionalProperties: false, ...inside } : inside;
}
