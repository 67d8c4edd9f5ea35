import assert from "node:assert/strict";
import { readRelease } from "../../policy/helm/release";
import { UNKNOWN } from "../../policy/unknown";

const whole = { name: "web", namespace: "team", chart: ".charts/web-1.0.0.tgz" };

describe("what Helm needs of a release", () => {
  it("is its name, namespace, chart and values", () => {
    const values = { image: { tag: "1" }, hosts: ["a", "b"] };
    assert.deepEqual(readRelease({ ...whole, values, timeout: 60, skipAwait: true }), {
      ...whole,
      values,
    });
  });

  it("leaves out values that are null, as the provider does, unless it is told to keep them", () => {
    const values = { a: null, b: { c: null, d: 1 }, e: [null, 2] };
    assert.deepEqual(readRelease({ ...whole, values }).values, { b: { d: 1 }, e: [2] });
    assert.deepEqual(readRelease({ ...whole, values, allowNullValues: true }).values, values);
  });

  it("reads values of the API server's answer nowhere", () => {
    assert.equal(readRelease({ ...whole, status: UNKNOWN, resourceNames: UNKNOWN }).name, "web");
  });

  const refusals: [string, object, string, object][] = [
    [
      "a repository",
      { repositoryOpts: { repo: "https://charts.test" } },
      "its chart comes from a repository",
      { repositoryOpts: { repo: "" } },
    ],
    [
      "a post-renderer",
      { postrender: "./change" },
      "a post-renderer changes what it installs",
      { postrender: "" },
    ],
    [
      "values in files",
      { valueYamlFiles: [{}] },
      "values of it lie in files",
      { valueYamlFiles: [] },
    ],
    [
      "values of the release before",
      { reuseValues: true },
      "reuseValues mixes in what the gate does not see",
      { reuseValues: false },
    ],
    [
      "dependencies from elsewhere",
      { dependencyUpdate: true },
      "dependencyUpdate mixes in what the gate does not see",
      { dependencyUpdate: false },
    ],
    [
      "no namespace",
      { namespace: "" },
      "its name, namespace or chart is no text",
      { namespace: "other" },
    ],
    [
      "an unknown value",
      { values: { global: [{ tag: UNKNOWN }] } },
      "its values.global[0].tag is unknown at preview",
      { values: { global: [{ tag: "1" }] } },
    ],
    [
      "an unknown chart",
      { chart: UNKNOWN },
      "its chart is unknown at preview",
      { chart: "web.tgz" },
    ],
    ["unknown values", { values: UNKNOWN }, "its values is unknown at preview", { values: {} }],
  ];
  for (const [what, change, message, legal] of refusals)
    it(`cannot be read with ${what}, and can without`, () => {
      assert.throws(() => readRelease({ ...whole, ...change }), { name: "HiddenRelease", message });
      assert.doesNotThrow(() => readRelease({ ...whole, ...legal }));
    });
});
