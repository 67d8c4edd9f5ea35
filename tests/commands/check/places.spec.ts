import assert from "node:assert/strict";
import { sourceIndex } from "../../../commands/check/places";
import { nameOf, type KubernetesObject } from "../../../policy/kubernetes-object";
import { sourcesIn } from "../../../commands/documents";

const POD = `# one
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: a
      image: x
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  a.yaml: |
    spec:
      image: y
---
apiVersion: v1
kind: PodList
items:
  - metadata: { name: one }
    spec: { hostNetwork: true }
  - metadata: { name: two }
    spec:
      hostNetwork: true
`;

describe("the place of a finding", () => {
  const placeOf = (object: string, path: string, text = POD) => {
    const [apiVersion = "", kind = "", full = ""] = object.split(" ");
    const [name = "", namespace] = full.split("/").reverse();
    const named = { apiVersion, kind, namespace, name };
    return sourceIndex(sourcesIn(["-"], () => text, []))(named, path);
  };

  it("is the line and the column of the field's name, in the file that it came from", () => {
    assert.deepEqual(placeOf("v1 Pod team/web", "spec.containers[0].image"), {
      file: "stdin",
      line: 8,
      column: 7,
    });
  });

  it("is the text's own line for what lies in a document inside of it", () => {
    assert.equal(placeOf("v1 ConfigMap settings", 'data["a.yaml"] > spec.image')?.line, 15);
  });

  it("is the object's first line where the field is absent, or the object as a whole is meant", () => {
    assert.deepEqual(placeOf("v1 ConfigMap settings", "immutable"), {
      file: "stdin",
      line: 10,
      column: 1,
    });
    assert.equal(placeOf("v1 Pod team/web", "")?.line, 2);
  });

  it("is found in a list, whose items leave out their kind", () => {
    assert.equal(placeOf("v1 Pod one", "spec.hostNetwork")?.line, 23);
    assert.equal(placeOf("v1 Pod two", "spec.hostNetwork")?.line, 26);
    assert.equal(placeOf("v1 Pod two", "")?.line, 24);
  });

  it("is that of the object that has the field, if two have one name", () => {
    const first = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n";
    const text = `${first}---\n${first}spec: { hostPID: true }\n`;
    assert.equal(placeOf("v1 Pod web", "spec.hostPID", text)?.line, 8);
  });

  it("is that of the very object that is named, if both have the field", () => {
    const text = `${POD}---\n${POD}`;
    const sources = sourcesIn(["-"], () => text, []);
    const second = nameOf(sources[3]?.value as KubernetesObject);
    assert.equal(sourceIndex(sources)(second, "spec.containers[0].image")?.line, 35);
  });

  it("is none for what no file holds", () => {
    assert.equal(placeOf("v1 Pod team/other", "spec"), undefined);
  });

  it("is the first line of a document that is too long to look through, and found at once", () => {
    const long = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: long }\ndata:\n${'  a0: "some text"\n'.replace("0", "X")}${Array.from({ length: 90_000 }, (_, index) => `  k${index}: some more text\n`).join("")}`;
    const before = performance.now();
    assert.equal(placeOf("v1 ConfigMap long", "data.k7", `---\n${long}`)?.line, 2);
    assert.ok(performance.now() - before < 5000);
  });
});
