import assert from "node:assert/strict";
import { CheckoutCopy } from "./support/checkout-copy";

const harbor = "harbor.mlops.internal";

/** Where fixtures/hidden-images hides an image: field, then object. */
const places: [path: string, object: string][] = [
  ["spec.template.spec.containers[0].image", "apps/v1 Deployment under-test/places"],
  ["spec.template.spec.initContainers[0].image", "apps/v1 Deployment under-test/places"],
  ["spec.template.spec.containers[1].args[1]", "apps/v1 Deployment under-test/places"],
  ["spec.template.spec.containers[2].env[0].value", "apps/v1 Deployment under-test/places"],
  ['data["sidecar.yaml"] > template.image', "v1 ConfigMap under-test/text"],
  ['metadata.annotations["example.org/init-image"]', "v1 ServiceAccount under-test/noted"],
  ["spec.parameters[0].value", seldon("Model")],
  ['metadata.annotations["example.org/image"]', seldon("Pipeline")],
  ['metadata.annotations["example.org/image"]', seldon("Experiment")],
  ["spec.podSpec.containers[0].image", seldon("Server")],
  ["spec.podSpec.containers[0].image", seldon("ServerConfig")],
  ["spec.components[0].podSpec.containers[0].image", seldon("SeldonConfig")],
  ["spec.overrides[1].podSpec.containers[0].image", seldon("SeldonRuntime")],
];

describe("make preview STACK=prod", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy;

  const preview = (env: NodeJS.ProcessEnv = {}) => copy.make(["preview", "STACK=prod"], env);
  const program = (lines: string) => {
    const fixture = 'import * as extra from "./tests/e2e/fixtures/hidden-images";';
    copy.edit("index.ts", (text) => `${fixture}\n${text}`);
    copy.edit("index.ts", (text) => text.replace("  return summary(", `${lines}\n$&`));
  };
  const stack = (from: string, to: string) => {
    copy.edit("Pulumi.prod.yaml", (text) => text.replace(from, to));
  };

  before(function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    copy.git("update-ref", "refs/remotes/origin/main", "main");
  });
  beforeEach(() => {
    copy.git("checkout", "--quiet", "--force", "main");
    copy.reset();
  });
  after(() => {
    copy.remove();
  });

  it("passes as committed, leaves no cluster behind and changes no file", async () => {
    const { code, output } = await preview();
    assert.equal(code, 0, output);
    assert.match(output, /prod passes: \d+ resources previewed, no rule is broken/);
    assert.doesNotMatch(output, /working tree/);
    assert.deepEqual(copy.left(), []);
    assert.equal(copy.changes(), "");
  });

  it("lets images of Harbor pass wherever they are named", async () => {
    // Seldon's pods of that namespace need ways that nobody opens: their images alone are judged.
    copy.git("checkout", "--quiet", "-B", "of-others");
    copy.edit("policy/site/prod.yaml", (text) =>
      text.replace("network:", "$&\n  foreign: [under-test]"),
    );
    copy.commit("a namespace of others");
    program(`extra.objectsWithImages(provider, "${harbor}", true);`);
    const { code, output } = await preview({ BASE: "of-others" });
    assert.equal(code, 0, output);
  });

  it("names object, field and remedy of everything that is wrong, all in one run", async () => {
    program(
      'extra.objectsWithImages(provider, "docker.io", false); extra.objectsNotKnownYet(provider, supplies.setupChart);',
    );
    stack(`host: ${harbor}`, "host: docker.io");
    stack("enabled: false", "enabled: true");
    const { code, output } = await preview();
    assert.notEqual(code, 0);
    const remedy = `Mirror it and write ${harbor}/… instead.`;
    const missing = places.filter(
      ([path, object]) =>
        !output
          .split("\n")
          .some(
            (line) =>
              line.includes(`${path} of ${object}: docker.io/team/tool:1.0.0 comes from`) &&
              line.includes(remedy),
          ),
    );
    assert.deepEqual(missing, [], output);
    assert.match(
      output,
      /of apps\/v1 Deployment seldon-system\/seldon-v2-controller-manager: docker\.io\/mirror\/seldonio/,
    );
    assert.match(output, /SeldonRuntime fraud-detection\/seldon: .*hodometer/);
    assert.match(output, /nothing denies egress by default in namespace under-test/);
    assert.match(
      output,
      /spec\.containers\[0\]\.image of v1 Pod under-test\/unknown: is unknown at preview/,
    );
    assert.match(output, /Chart "hidden" rendered no object/);
    assert.match(output, /prod must not merge: mend what is listed above/);
  });

  it("judges by the base revision: a change cannot allow its own registry", async () => {
    copy.git("checkout", "--quiet", "-B", "loosened");
    copy.edit("policy/site/prod.yaml", (text) => text.replace(harbor, "docker.io"));
    stack(`host: ${harbor}`, "host: docker.io");
    copy.commit("allow docker.io");
    const { code, output } = await preview();
    assert.notEqual(code, 0);
    assert.match(output, /comes from docker\.io, but images of this site come from harbor/);
    // Once merged, the same stack is what the site says.
    assert.equal((await preview({ BASE: "loosened" })).code, 0);
  });

  it("refuses a base revision that is not there", async () => {
    const { code, output } = await preview({ BASE: "no-such-branch" });
    assert.notEqual(code, 0);
    assert.match(output, /BASE is "no-such-branch", which is no revision here\. Fetch it first/);
  });

  it("has the same rules for plain YAML, from files and from a stream", async () => {
    const yaml = (host: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: text, namespace: team}\ndata: {image: "${host}/tool:1.0.0"}\n`;
    const shut =
      "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shut, namespace: team}\n" +
      "spec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n";
    const line = "npx seldon-platform check - --site policy/site/prod.yaml";
    const good = await copy.shell(line, {}, yaml(harbor) + shut);
    assert.equal(good.code, 0, good.output);
    const bad = await copy.shell(`${line} --format json`, {}, yaml("docker.io") + shut);
    assert.equal(bad.code, 1, bad.output);
    const { findings } = JSON.parse(bad.stdout) as { findings: { rule: string; path: string }[] };
    assert.deepEqual(
      findings.map(({ rule, path }) => [rule, path]),
      [["images-come-from-harbor", "data.image"]],
    );
    const folder = await copy.shell(
      "mkdir rendered && cat > rendered/a.yaml && " +
        "npx seldon-platform check rendered --site policy/site/prod.yaml --format text",
      {},
      yaml("docker.io") + shut,
    );
    assert.equal(folder.code, 1, folder.output);
    assert.match(folder.stdout, /data\.image.*docker\.io\/tool:1\.0\.0 comes from docker\.io/s);
  });
});

function seldon(kind: string): string {
  return `mlops.seldon.io/v1alpha1 ${kind} under-test/a-${kind.toLowerCase()}`;
}
