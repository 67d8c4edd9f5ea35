import assert from "node:assert/strict";

import { imageFields } from "../../policy/images/image-fields";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { platformOf, type StackName } from "./support/stacks";
import { upstreamNames } from "./support/upstream-names";

/** Everything that a stack with a registry makes: of charts, of the Helm release, and of its own. */
const withRegistry = ["prod", "full", "routed", "cloud"] as const satisfies StackName[];

describe("the images of everything that a stack with a registry makes", function () {
  this.timeout(300_000);
  const made = new Map<StackName, KubernetesObject[]>();

  before(async () => {
    for (const stack of withRegistry) made.set(stack, await platformObjects(platformOf(stack)));
  });

  for (const stack of withRegistry) {
    const home = () => {
      const { host, prefix } = platformOf(stack).registry ?? {};
      return `${host ?? ""}/${prefix ?? ""}/`;
    };

    it(`come from ${stack}'s registry, wherever in an object they are named`, () => {
      const references = (made.get(stack) ?? []).flatMap(imagesOf);
      // The pull secrets say in an annotation which registry they are for.
      const registry = `${platformOf(stack).registry?.host ?? ""}/`;
      assert.deepEqual(
        references.filter((reference) => reference !== registry && !reference.startsWith(home())),
        [],
      );
      const paths = new Set(references.map((reference) => reference.replace(home(), "")));
      // One of each kind of place: a pod, Seldon's own kinds, the injector's ConfigMap, an argument.
      for (const found of [
        /^(seldonio\/seldonv2-controller|builds\/controller):/,
        /^istio\/$/,
        /^istio\/install-cni:/,
        /^(seldonio|builds)\/mlserver:/,
      ])
        assert.ok(
          [...paths].some((path) => found.test(path)),
          String(found),
        );
      const signs = platformOf(stack).certManager !== undefined;
      assert.equal(
        [...paths].some((path) => path.includes("-acmesolver:")),
        signs,
      );
    });

    it(`are in no text of ${stack} by a public registry's name, whoever reads that text`, () => {
      assert.deepEqual((made.get(stack) ?? []).flatMap(upstreamNames), []);
    });
  }

  it("are found to be public where one is, whatever it is that names it", () => {
    const objects = made.get("full") ?? [];
    for (const [kind, name, good, bad] of [
      ["Deployment", "cert-manager", "harbor.test/mirror/jetstack", "quay.io/jetstack"],
      ["ConfigMap", "istio-sidecar-injector", "harbor.test/mirror/istio", "docker.io/istio"],
      ["SeldonConfig", "default", "harbor.test/mirror/builds", "ghcr.io/builds"],
    ] as const) {
      const object = objects.find((one) => one.kind === kind && one.metadata.name === name);
      assert.ok(object, `no ${kind} ${name}`);
      const text = JSON.stringify(object);
      assert.ok(text.includes(good), `${kind} ${name} names nothing of ${good}`);
      const wrong = JSON.parse(text.replace(good, bad)) as KubernetesObject;
      assert.equal(imagesOf(wrong).filter((image) => image.startsWith(bad)).length, 1);
      assert.equal(upstreamNames(wrong).length, 1);
      assert.deepEqual(upstreamNames(object), []);
    }
  });
});

const imagesOf = (object: KubernetesObject): string[] =>
  imageFields({ ...object }).map(({ path, reference }) => reference ?? `unknown at ${path}`);
