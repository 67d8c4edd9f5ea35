import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { configMap, deployment, findingsOf, seldon } from "../../objects";

const found = (...documents: unknown[]) => findingsOf("images-come-from-harbor", documents);
const container = (fields: object) => deployment({ containers: [{ name: "c", ...fields }] });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const OURS = "harbor.mlops.internal";
const THEIRS = "docker.io";

describe("images-come-from-harbor, on images made up of parts", () => {
  const places: [string, (host: string) => unknown][] = [
    [
      "registry, repository and tag",
      (host) => custom({ image: { registry: host, repository: "team/x", tag: "1" } }),
    ],
    ["repository and tag", (host) => custom({ repository: `${host}/team/x`, tag: 1.7 })],
    ["a repository below image", (host) => custom({ image: { repository: `${host}/team/x` } })],
    [
      "image and a registry beside it",
      (host) => custom({ image: "x", imageRegistry: host, tag: "1" }),
    ],
    [
      "a digest in its own field",
      (host) => custom({ registry: host, repository: "x", digest: `sha256:${"0".repeat(64)}` }),
    ],
    ["a global registry", (host) => configMap({ values: `global:\n  imageRegistry: ${host}\n` })],
    [
      "a hub in a template",
      (host) => configMap({ t: `{{ if .X }}\nhub: ${host}/istio\n{{ end }}` }),
    ],
    ["a hub with a template behind it", (host) => custom({ hub: `${host}/{{ .Values.team }}` })],
    [
      "a registry in a variable",
      (host) => container({ env: [{ name: "IMAGE_REGISTRY", value: host }] }),
    ],
    [
      "a registry with a scheme",
      (host) => container({ env: [{ name: "REGISTRY", value: `https://${host}/` }] }),
    ],
    ["a flag with =", (host) => container({ args: [`--registry=${host}`] })],
    ["a flag in two parts", (host) => container({ args: ["--default-registry", host] })],
    [
      "a variable in a flag",
      (host) =>
        container({
          env: [{ name: "SOLVER", value: `${host}/x` }],
          args: ["--solver-image=$(SOLVER)"],
        }),
    ],
    [
      "a variable in a variable",
      (host) =>
        container({
          env: [
            { name: "A", value: host },
            { name: "B", value: "$(A)/team/x:1" },
          ],
        }),
    ],
    [
      "a shell's variable",
      (host) =>
        container({
          env: [{ name: "A", value: `${host}/team` }],
          command: ["sh", "-c", "ctr pull ${A}/x:1"],
        }),
    ],
    ["base64 in a ConfigMap", (host) => configMap({ a: base64(`${host}/team/x:1`) })],
    [
      "base64 in binaryData",
      (host) => ({ ...configMap({}), binaryData: { a: base64(`image: ${host}/x\n`) } }),
    ],
    [
      "base64 of JSON of base64",
      (host) =>
        configMap({ a: base64(JSON.stringify({ b: base64(`spec:\n  image: ${host}/x\n`) })) }),
    ],
    [
      "base64 in a shell line",
      (host) => container({ args: [`echo ${base64(`image: ${host}/x`)} | base64 -d`] }),
    ],
    [
      "a bare Pod's proxyImage",
      (host) => ({
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          name: "p",
          namespace: "team",
          annotations: { "sidecar.istio.io/proxyImage": `${host}/x` },
        },
      }),
    ],
    [
      "JSON in an annotation",
      (host) =>
        deployment({}, { annotations: { "x.io/overlay": JSON.stringify({ image: `${host}/x` }) } }),
    ],
  ];
  const custom = (spec: object) => ({
    apiVersion: "x.io/v1",
    kind: "Robot",
    metadata: { name: "r", namespace: "team" },
    spec,
  });
  for (const [place, make] of places)
    it(`reads ${place}`, () => {
      assert.equal(found(make(THEIRS)).length, 1, JSON.stringify(found(make(THEIRS))));
      assert.deepEqual(found(make(OURS)), []);
    });

  it("takes a repository without a host for docker.io, unless a registry lies beside it", () => {
    const image = (fields: object) =>
      found(custom({ image: { repository: "team/x", tag: "1", ...fields } }));
    assert.match(image({})[0]?.message ?? "", /team\/x:1 names no host and so means docker\.io/);
    assert.match(image({ registry: "" })[0]?.message ?? "", /docker\.io/);
    assert.deepEqual(image({ registry: OURS }), []);
  });

  const harmless: [string, unknown][] = [
    [
      "a registry of schemas",
      container({ env: [{ name: "SCHEMA_REGISTRY", value: "schemas.team:8081" }] }),
    ],
    ["a switch that is called registry", custom({ registry: true, hub: "" })],
    ["a path that is called registry", custom({ registry: "/var/lib/registry" })],
    ["a name beside a version", custom({ name: "model", version: "1.0" })],
    ["base64 of no text", configMap({ key: Buffer.alloc(64, 7).toString("base64") })],
  ];
  for (const [what, object] of harmless)
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(object), []);
    });

  it("refuses documents within documents without end, and accepts a few", () => {
    const nested = (times: number) => {
      let text = "x: y";
      for (let time = 0; time < times; time++) text = base64(text);
      return found(configMap({ text }));
    };
    assert.deepEqual(nested(6), []);
    assert.match(nested(12)[0]?.message ?? "", /deeper than the gate reads/);
  });

  it("tells of an unknown value, and of the image beside it", () => {
    const image = `${THEIRS}/x:1`;
    const findings = found(seldon("Robot", { a: UNKNOWN, containers: [{ image }] }));
    assert.deepEqual(
      findings.map(({ path }) => path),
      ["spec.a", "spec.containers[0].image"],
    );
  });

  it("takes auto in the proxy's container alone", () => {
    const template = {
      annotations: { "inject.istio.io/templates": "gateway" },
      labels: { "sidecar.istio.io/inject": "true" },
    };
    const named = (name: string) => deployment({ containers: [{ name, image: "auto" }] }, template);
    assert.deepEqual(found(named("istio-proxy")), []);
    assert.equal(found(named("web")).length, 1);
  });
});
