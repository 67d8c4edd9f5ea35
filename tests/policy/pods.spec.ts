import assert from "node:assert/strict";
import { containersOf, podsOf } from "../../policy/pods";
import { deployment, seldon } from "./objects";

const spec = { containers: [{ name: "web" }] };
const paths = (object: object) => podsOf(object as never).map(({ path }) => path);

describe("the pods of an object", () => {
  const places: [apiVersion: string, kind: string, path: string][] = [
    ["v1", "Pod", "spec"],
    ["v1", "PodTemplate", "template.spec"],
    ["v1", "ReplicationController", "spec.template.spec"],
    ["apps/v1", "Deployment", "spec.template.spec"],
    ["apps/v1beta2", "StatefulSet", "spec.template.spec"],
    ["apps/v1", "DaemonSet", "spec.template.spec"],
    ["apps/v1", "ReplicaSet", "spec.template.spec"],
    ["batch/v1", "Job", "spec.template.spec"],
    ["batch/v1beta1", "CronJob", "spec.jobTemplate.spec.template.spec"],
  ];
  for (const [apiVersion, kind, path] of places)
    it(`lie at ${path} of a ${kind}`, () => {
      const object = path.split(".").reduceRight<object>((inner, key) => ({ [key]: inner }), spec);
      const [pod] = podsOf({ apiVersion, kind, ...object });
      assert.equal(pod?.path, path);
      assert.deepEqual(pod.spec, spec);
      assert.equal(pod.metadataPath, path.replace(/spec$/, "metadata"));
      assert.equal(pod.isPart, false);
    });

  it("bring the metadata that will be theirs", () => {
    const [pod] = podsOf(deployment(spec, { labels: { app: "web" } }));
    assert.deepEqual(pod?.metadata, { labels: { app: "web" } });
  });

  it("are found in custom resources wherever containers are listed, as parts", () => {
    const server = seldon("Server", { podSpec: { nodeName: "x" } });
    assert.deepEqual(paths(server), ["spec.podSpec"]);
    assert.equal(podsOf(server)[0]?.isPart, true);
    assert.deepEqual(paths(seldon("SeldonConfig", { components: [{ podSpec: spec }, {}] })), [
      "spec.components[0].podSpec",
    ]);
    assert.deepEqual(paths(seldon("Any", { template: { metadata: {}, spec } })), [
      "spec.template.spec",
    ]);
    for (const list of ["initContainers", "ephemeralContainers", "containers"])
      assert.deepEqual(paths(seldon("Any", { deep: { [list]: [{ image: "a" }] } })), ["spec.deep"]);
    assert.deepEqual(paths(seldon("Any", { shelf: { containers: [{ size: 1 }, "box"] } })), []);
  });

  it("are none of a CustomResourceDefinition, nor of Kubernetes' other kinds", () => {
    const apiVersion = "apiextensions.k8s.io/v1";
    assert.deepEqual(paths({ apiVersion, kind: "CustomResourceDefinition", spec }), []);
    assert.deepEqual(paths({ apiVersion: "v1", kind: "ConfigMap", spec }), []);
    assert.deepEqual(paths({ apiVersion: "example.com/v1", kind: "Pod", spec }), ["spec"]);
  });

  it("are empty, and no error, where the object is not as it should be", () => {
    for (const broken of [null, undefined, 7, "x", []])
      assert.deepEqual(podsOf({ apiVersion: "v1", kind: "Pod", spec: broken })[0]?.spec, {});
    assert.deepEqual(paths(seldon("Any", { a: null, b: [null, 1], c: "x" })), []);
  });
});

describe("the containers of a pod", () => {
  it("are those of every sort, each with its place", () => {
    const pod = { initContainers: [{}], containers: [{}, {}], ephemeralContainers: [{}] };
    assert.deepEqual(
      containersOf({ path: "spec", spec: pod }).map(({ path }) => path),
      [
        "spec.initContainers[0]",
        "spec.containers[0]",
        "spec.containers[1]",
        "spec.ephemeralContainers[0]",
      ],
    );
  });

  it("are none where the list is none, and empty where an item is none", () => {
    const spec = { containers: null, initContainers: [null, "x"] };
    assert.deepEqual(
      containersOf({ path: "spec", spec }).map(({ container }) => container),
      [{}, {}],
    );
  });
});
