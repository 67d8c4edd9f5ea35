import assert from "node:assert/strict";

import { unknownKeys } from "./known-keys";

const chart = {
  controller: { clusterwide: false, image: { registry: "docker.io", tag: "1" } },
  envoy: { annotations: { "prometheus.io/port": "9003" } },
  imagePullSecrets: null,
  nodeSelector: {},
  tolerations: [],
};

const unknown = (values: object, ...paths: string[]): string[] =>
  unknownKeys(
    values,
    chart,
    paths.map((path) => ({ path, source: "templates/controller.yaml" })),
  );

describe("unknownKeys", () => {
  it("names a misspelt key by its whole path", () => {
    assert.deepEqual(unknown({ controller: { image: { tga: "2" } } }), ["controller.image.tga"]);
  });

  it("knows the same key spelt as the chart spells it", () => {
    assert.deepEqual(unknown({ controller: { image: { tag: "2" } } }), []);
  });

  it("names every leaf of a map that the chart does not have, sorted", () => {
    assert.deepEqual(unknown({ webhook: { port: 1, host: "a" }, mesh: [] }), [
      "mesh",
      "webhook.host",
      "webhook.port",
    ]);
  });

  it("names an empty map that the chart does not have", () => {
    assert.deepEqual(unknown({ webhook: {} }), ["webhook"]);
  });

  it("knows an empty map where the chart has a value of any kind", () => {
    assert.deepEqual(unknown({ controller: {}, nodeSelector: {}, imagePullSecrets: {} }), []);
  });

  it("knows a list where the chart's default is null or a list", () => {
    assert.deepEqual(
      unknown({ imagePullSecrets: [{ name: "a" }], tolerations: [{ key: "a" }] }),
      [],
    );
  });

  it("does not take an empty default for leave to write any key under it", () => {
    assert.deepEqual(
      unknown({ nodeSelector: { disk: "ssd" }, imagePullSecrets: { a: { b: 1 } } }),
      ["imagePullSecrets.a.b", "nodeSelector.disk"],
    );
  });

  it("knows a map under an empty default once the default is listed", () => {
    assert.deepEqual(unknown({ nodeSelector: { disk: "ssd" } }, "nodeSelector"), []);
  });

  it("knows one key under an empty default once that key is listed, and no other", () => {
    assert.deepEqual(unknown({ nodeSelector: { disk: "ssd", zone: "a" } }, "nodeSelector.disk"), [
      "nodeSelector.zone",
    ]);
  });

  it("knows a listed key that the chart's values file lacks", () => {
    const values = { controller: { watchNamespaces: ["a"] } };
    assert.deepEqual(unknown(values), ["controller.watchNamespaces"]);
    assert.deepEqual(unknown(values, "controller.watchNamespaces"), []);
  });

  it("does not take a listed path for the beginning of a longer name", () => {
    assert.deepEqual(
      unknown({ controller: { watchNamespacesToo: 1 } }, "controller.watchNamespaces"),
      ["controller.watchNamespacesToo"],
    );
  });

  it("names a plain value in place of a map, which helm would drop", () => {
    assert.deepEqual(unknown({ controller: { image: "docker.io/a:1" } }), ["controller.image"]);
  });

  it("names the keys of a map in place of a plain value", () => {
    assert.deepEqual(unknown({ controller: { clusterwide: { on: true } } }), [
      "controller.clusterwide.on",
    ]);
  });

  it("knows null in place of a map, which removes it, and passes over what is undefined", () => {
    assert.deepEqual(unknown({ controller: { image: null, replicas: undefined } }), []);
  });

  it("escapes a dot inside a key", () => {
    assert.deepEqual(unknown({ envoy: { annotations: { "prometheus.io/path": "/" } } }), [
      "envoy.annotations.prometheus\\.io/path",
    ]);
    assert.deepEqual(unknown({ envoy: { annotations: { "prometheus.io/port": "1" } } }), []);
  });

  it("does not find a key in what every JavaScript object inherits", () => {
    assert.deepEqual(unknown({ toString: "a" }), ["toString"]);
  });
});
