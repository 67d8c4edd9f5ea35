import assert from "node:assert/strict";
import { configMap, deployment, findingsOf } from "../../objects";

const found = (document: unknown) =>
  findingsOf("images-come-from-harbor", [document]).map(({ path }) => path);
const args = (...words: string[]) =>
  found(deployment({ containers: [{ name: "c", args: words }] }));
const AT = "spec.template.spec.containers[0].args";

describe("images-come-from-harbor, on flags", () => {
  it("knows the flags that are set to an image and do not say so", () => {
    assert.deepEqual(args("--prometheus-config-reloader=nginx"), [`${AT}[0]`]);
    assert.deepEqual(args("--prometheus-config-reloader", "nginx"), [`${AT}[1]`]);
    const ours = "harbor.mlops.internal/mirror/reloader:1.2.3";
    assert.deepEqual(args(`--prometheus-config-reloader=${ours}`), []);
  });

  for (const image of ["nginx:1.2.3", "team/x:v2", "nginx:1.27-alpine"])
    it(`takes ${image} behind any flag for an image`, () => {
      assert.deepEqual(args(`--reloader=${image}`), [`${AT}[0]`]);
      assert.deepEqual(args("--reloader", image), [`${AT}[1]`]);
      assert.deepEqual(args(`run --reloader ${image} --v=2`), [`${AT}[0]`]);
    });

  for (const value of ["default:info", "web:8080", "a:0.5", "node:10.1.2.3", "10:11:12", "1.2.3"])
    it(`takes ${value} behind a flag for something else`, () => {
      assert.deepEqual(args(`--reloader=${value}`, "--reloader", value), []);
    });

  it("takes a name and a version that no flag is set to for something else", () => {
    assert.deepEqual(args("commons-io:1.2.3"), []);
    assert.deepEqual(found(configMap({ a: "x commons-io:1.2.3" })), []);
  });
});

describe("images-come-from-harbor, on YAML that marks text as binary", () => {
  const marked = (image: string) =>
    found(configMap({ a: `image: !!binary ${Buffer.from(image).toString("base64")}\n` }));

  it("reads what programs in Go read", () => {
    assert.deepEqual(marked("nginx:1.2.3"), ["data.a > image"]);
    assert.deepEqual(marked("harbor.mlops.internal/mirror/x:1.2.3"), []);
  });

  it("reads it under another name of the mark", () => {
    const image = Buffer.from("nginx").toString("base64");
    const text = `%TAG !b! tag:yaml.org,2002:\n---\nimage: !b!binary ${image}\n`;
    assert.deepEqual(found(configMap({ a: text })), ["data.a > image"]);
  });
});
