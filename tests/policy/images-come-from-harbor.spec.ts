import assert from "node:assert/strict";
import { configMap, deployment, findingsOf, PROD, seldon } from "./objects";

const GOOD = "harbor.mlops.internal/team/x:1";
const BAD = "docker.io/team/x:1";
const found = (...documents: unknown[]) => findingsOf("images-come-from-harbor", documents);
const container = (fields: object) => deployment({ containers: [{ name: "c", ...fields }] });

describe("images-come-from-harbor", () => {
  describe("hosts", () => {
    const refused: [string, RegExp][] = [
      [BAD, /comes from docker\.io, but images of this site come from harbor\.mlops\.internal/],
      ["nginx", /names no host and so means docker\.io\/library\/nginx/],
      ["library/nginx", /means docker\.io\/library\/nginx/],
      ["seldonio/mlserver:1.7.1", /means docker\.io\/seldonio\/mlserver:1\.7\.1/],
      ["harbor.mlops.internal.evil.com/x:1", /only looks like harbor\.mlops\.internal/],
      ["harbor.mlops.internal-x/y:1", /only looks like/],
      ["HARBOR.mlops.internal/x:1", /only looks like/],
      ["harbor.mlops.internal./x:1", /only looks like/],
      ["harbor.mlops.internal:443/x:1", /only looks like/],
      ["docker.io/harbor.mlops.internal/x:1", /comes from docker\.io/],
      ["[fd00::1]:5000/x:1", /comes from \[fd00::1\]:5000/],
      ["docker.io/istio/proxyv2", /comes from docker\.io/],
      [`x@sha256:${"0".repeat(64)}`, /names no host/],
      ["$(IMAGE)", /no image reference that a container runtime can read/],
    ];
    for (const [image, words] of refused)
      it(`refuses ${image}`, () => {
        const [finding, ...rest] = found(container({ image }));
        assert.deepEqual(rest, []);
        assert.match(finding?.message ?? "", words);
        assert.equal(finding?.path, "spec.template.spec.containers[0].image");
        assert.equal(finding.remedy, "Mirror it and write harbor.mlops.internal/… instead.");
      });

    const accepted = [
      GOOD,
      "harbor.mlops.internal/a/b/c",
      `harbor.mlops.internal/x:1@sha256:${"0".repeat(64)}`,
      "",
    ];
    for (const image of accepted)
      it(`accepts "${image}"`, () => {
        assert.deepEqual(found(container({ image })), []);
      });

    it("compares the port as well", () => {
      const site = { ...PROD, imageHosts: ["harbor:5000"] };
      const judge = (image: string) =>
        findingsOf("images-come-from-harbor", [container({ image })], site).length;
      assert.deepEqual(["harbor:5000/x:5000", "harbor:5001/x", "harbor/x"].map(judge), [0, 1, 1]);
    });

    it("does not print what is no reference, as it could be a password", () => {
      const [finding] = found(container({ image: "hunter2!" }));
      assert.doesNotMatch(JSON.stringify(finding), /hunter2/);
    });
  });

  describe("places", () => {
    const places: [string, (image: string) => unknown][] = [
      ["init containers", (image) => deployment({ initContainers: [{ image }] })],
      ["ephemeral containers", (image) => deployment({ ephemeralContainers: [{ image }] })],
      ["image volumes", (image) => deployment({ volumes: [{ image: { reference: image } }] })],
      [
        "args with =",
        (image) => container({ args: ["--v=2", `--acme-http01-solver-image=${image}`] }),
      ],
      ["args in two parts", (image) => container({ args: ["--solver-image", image] })],
      ["command", (image) => container({ command: ["run", image] })],
      [
        "a shell line",
        (image) => container({ command: ["sh", "-c", `ctr pull ${image} && echo done`] }),
      ],
      [
        "environment values",
        (image) => container({ env: [{ name: "RELATED_IMAGE_X", value: image }] }),
      ],
      [
        "annotations",
        (image) => deployment({}, { annotations: { "sidecar.istio.io/proxyImage": image } }),
      ],
      [
        "annotations of the object",
        (image) => ({
          ...configMap({}),
          metadata: { name: "m", namespace: "team", annotations: { note: image } },
        }),
      ],
      ["ConfigMap text", (image) => configMap({ PROXY_IMAGE: image })],
      ["YAML in a ConfigMap", (image) => configMap({ "a.yaml": `spec:\n  image: ${image}\n` })],
      [
        "JSON in a ConfigMap",
        (image) => configMap({ "a.json": JSON.stringify({ deep: [{ image }] }) }),
      ],
      [
        "escaped JSON in YAML in a ConfigMap",
        (image) => configMap({ a: `x: ${JSON.stringify(JSON.stringify({ image }))}\n` }),
      ],
      [
        "escaped JSON in a text that is no document",
        (image) => configMap({ a: `{{ if x }}\n{\\"image\\":\\"${image}\\"}\n{{ end }}` }),
      ],
      [
        "a template in a ConfigMap",
        (image) => configMap({ a: `{{ if .X }}\nimage: "${image}"\n{{ end }}` }),
      ],
      [
        "a hub in a ConfigMap",
        (image) =>
          configMap({
            values: JSON.stringify({
              global: { hub: image.split(":")[0], proxy: { image: "proxyv2" } },
            }),
          }),
      ],
      [
        "SeldonConfig",
        (image) =>
          seldon("SeldonConfig", { components: [{ podSpec: { containers: [{ image }] } }] }),
      ],
      [
        "SeldonRuntime",
        (image) =>
          seldon("SeldonRuntime", { overrides: [{ podSpec: { initContainers: [{ image }] } }] }),
      ],
      ["ServerConfig", (image) => seldon("ServerConfig", { podSpec: { containers: [{ image }] } })],
      ["Server", (image) => seldon("Server", { podSpec: { containers: [{ image }] } })],
      [
        "Server imageOverrides",
        (image) => seldon("Server", { imageOverrides: { agent: { image } } }),
      ],
      ["Model", (image) => seldon("Model", { parameters: [{ name: "image", value: image }] })],
      ["Pipeline", (image) => seldon("Pipeline", { steps: [{ image }] })],
      ["Experiment", (image) => seldon("Experiment", { mirror: { image } })],
      [
        "kinds never heard of",
        (image) => ({ apiVersion: "x.io/v1", kind: "Robot", spec: { armImage: image } }),
      ],
      ["defaults of a CRD", (image) => crd({ image: { type: "string", default: image } })],
    ];
    for (const [place, make] of places)
      it(`reads ${place}`, () => {
        assert.equal(found(make(BAD)).length, 1, JSON.stringify(found(make(BAD))));
        assert.deepEqual(found(make(GOOD)), []);
      });

    const crd = (properties: object) => ({
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "x" },
      spec: { versions: [{ schema: { openAPIV3Schema: { properties } } }] },
    });

    it("reads an image without a host only where a name says image", () => {
      const named = (name: string) =>
        found(container({ env: [{ name, value: "seldonio/mlserver:1.7.1" }] })).length;
      assert.deepEqual(
        [named("RCLONE_IMAGE"), named("IMAGE_FOR_TESTS"), named("MODEL")],
        [1, 1, 0],
      );
    });

    it("leaves the prose of a CRD alone", () => {
      assert.deepEqual(
        found(crd({ image: { type: "string", description: `For example ${BAD}.` } })),
        [],
      );
    });

    it("never reads the data of a Secret", () => {
      const secret = {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "s", namespace: "team" },
      };
      assert.deepEqual(found({ ...secret, stringData: { image: BAD }, data: { image: BAD } }), []);
      assert.equal(found({ ...configMap({ image: BAD }) }).length, 1);
    });

    it("takes image: auto only in a pod that Istio's injector fills in", () => {
      const auto = { containers: [{ name: "istio-proxy", image: "auto" }] };
      const template = {
        annotations: { "inject.istio.io/templates": "gateway" },
        labels: { "sidecar.istio.io/inject": "true" },
      };
      assert.deepEqual(found(deployment(auto, template)), []);
      assert.equal(found(deployment(auto)).length, 1);
    });
  });
});
