import assert from "node:assert/strict";
import { configMap, deployment, DEV, findingsOf, PROD, seldon } from "../../objects";

const HOST = "harbor.mlops.internal";
const DIGEST = `@sha256:${"a".repeat(64)}`;
const found = (fields: object, site = PROD) =>
  findingsOf("images-do-not-move", [deployment({ containers: [{ name: "c", ...fields }] })], site);

describe("images-do-not-move", () => {
  const moving = [
    "",
    ":latest",
    ":stable",
    ":main",
    ":nightly-20250101",
    ":1",
    ":1.7",
    ":v2",
    ":22.04",
    ":3.11-slim",
    ":1.25-alpine3.19.1",
    ":1.2.3-latest",
    ":1.2.3-SNAPSHOT",
  ];
  for (const tag of moving)
    it(`refuses the tag "${tag.slice(1)}", and accepts it with a digest`, () => {
      const [finding, ...rest] = found({ image: `${HOST}/x${tag}` });
      assert.deepEqual(rest, []);
      assert.match(
        finding?.message ?? "",
        tag === "" ? /no tag, which means latest/ : /which can move/,
      );
      assert.match(finding?.remedy ?? "", /exact version/);
      assert.deepEqual(found({ image: `${HOST}/x${tag}${DIGEST}` }), []);
    });

  const exact = [
    "1.7.1",
    "v1.30.3",
    "2.9.1-distroless",
    "23.03-py3",
    "10.4.1",
    "20250101",
    "jammy-20240530",
    "RELEASE.2025-01-20T14-49-07Z",
    "main-1a2b3c4",
    "0f3c9d1e",
  ];
  for (const tag of exact)
    it(`accepts the tag ${tag}`, () => {
      assert.deepEqual(found({ image: `${HOST}/x:${tag}` }), []);
    });

  it("refuses Always without a digest, and accepts it with one", () => {
    const always = (image: string) => found({ image, imagePullPolicy: "Always" });
    assert.deepEqual(
      always(`${HOST}/x:1.2.3`).map(({ path }) => path),
      ["spec.template.spec.containers[0].imagePullPolicy"],
    );
    assert.deepEqual(always(`${HOST}/x${DIGEST}`), []);
    assert.deepEqual(found({ image: `${HOST}/x:1.2.3`, imagePullPolicy: "IfNotPresent" }), []);
  });

  it("reads image volumes, custom resources and ConfigMaps", () => {
    const paths = (...objects: unknown[]) =>
      findingsOf("images-do-not-move", objects).map(({ path }) => path);
    const volume = { image: { reference: `${HOST}/x:1.2.3`, pullPolicy: "Always" } };
    assert.deepEqual(paths(deployment({ volumes: [volume] })), [
      "spec.template.spec.volumes[0].image.pullPolicy",
    ]);
    const containers = [{ name: "c", image: `${HOST}/x:1` }];
    assert.deepEqual(paths(seldon("ServerConfig", { podSpec: { containers } })), [
      "spec.podSpec.containers[0].image",
    ]);
    assert.deepEqual(paths(configMap({ RUNNER_IMAGE: `${HOST}/x` })), ["data.RUNNER_IMAGE"]);
    assert.deepEqual(paths(configMap({ note: `${HOST}/mirror/x` })), []);
  });

  it("is advice in dev", () => {
    assert.deepEqual(
      found({ image: "nginx" }, DEV).map(({ advice }) => advice),
      [true],
    );
  });
});
