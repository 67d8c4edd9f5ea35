import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { parse } from "yaml";

import {
  otherValues,
  typedInputs,
  withoutBudget,
  type CertManagerValuesArgs,
} from "../../certificates/values";
import { certManagerImages as images } from "../../versions";
import { unknownKeys } from "../charts/known-keys";
import { realData } from "../charts/real-data";

const args: CertManagerValuesArgs = {
  environment: "prod",
  images,
  registry: { host: "harbor.test:8443", prefix: "mirror/quay" },
  pullSecret: "harbor-registry-secret",
};
const dev: CertManagerValuesArgs = {
  environment: "dev",
  images,
  registry: undefined,
  pullSecret: undefined,
};
/** As the component passes them on. */
const valuesOf = (given: CertManagerValuesArgs) => ({
  ...otherValues(given),
  ...typedInputs(given),
});

interface Named {
  readonly image: { readonly name: string };
}
type Real = Named & Readonly<Record<"webhook" | "cainjector" | "acmesolver", Named>>;

/** The image that the chart makes of a part's values: registry, namespace, the chart's own name, tag. */
const imagesOf = (given: CertManagerValuesArgs, real: Real): string[] => {
  const ours = valuesOf(given);
  const parts: [Named, { readonly image: { readonly tag: string } }][] = [
    [real, ours],
    [real.webhook, ours.webhook],
    [real.cainjector, ours.cainjector],
    [real.acmesolver, ours.acmesolver],
  ];
  return parts.map(
    ([{ image }, { image: own }]) =>
      `${ours.imageRegistry}/${ours.imageNamespace}/${image.name}:${own.tag}`,
  );
};

describe("the values of cert-manager's chart", () => {
  it("keep two of each in prod, and three webhooks, but one of each in dev", () => {
    const counts = (given: CertManagerValuesArgs) => {
      const { replicaCount, webhook, cainjector } = typedInputs(given);
      return [replicaCount, cainjector.replicaCount, webhook.replicaCount];
    };
    assert.deepEqual(counts(args), [2, 2, 3]);
    assert.deepEqual(counts(dev), [1, 1, 1]);
  });

  it("keep one pod of each part through a drain, where there is more than one", () => {
    assert.deepEqual(otherValues(args).podDisruptionBudget, { enabled: true, minAvailable: 1 });
    assert.deepEqual(withoutBudget(args), ["webhook", "cainjector"]);
    // A budget of one in one would let no node be drained.
    assert.equal(otherValues(dev).podDisruptionBudget.enabled, false);
    assert.deepEqual(withoutBudget(dev), []);
  });

  it("elect leaders in cert-manager's own namespace", () => {
    assert.deepEqual(typedInputs(args).global.leaderElection, { namespace: "cert-manager" });
  });

  it("bring no CRD, no start-up Job, no metrics, and leave Secrets of Certificates alone", () => {
    const { crds, enableCertificateOwnerRef, startupapicheck, prometheus } = valuesOf(args);
    assert.deepEqual(crds, { enabled: false });
    assert.deepEqual(startupapicheck, { enabled: false });
    assert.deepEqual(prometheus, { enabled: false });
    assert.equal(enableCertificateOwnerRef, false);
  });

  it("name the pull secret where there is a registry, and none where there is not", () => {
    assert.deepEqual(typedInputs(args).global.imagePullSecrets, [
      { name: "harbor-registry-secret" },
    ]);
    assert.equal("imagePullSecrets" in typedInputs(dev).global, false);
  });

  it("leave no key to both the component's inputs and its values, which it would lose", () => {
    const typed = Object.keys(typedInputs(args));
    assert.deepEqual(
      Object.keys(otherValues(args)).filter((key) => typed.includes(key)),
      [],
    );
  });

  describe("beside those of cert-manager's chart", () => {
    let real: object;
    before(function () {
      real = parse(realData(this, "cert-manager-1.21.1/values.yaml")) as object;
    });

    it("take all four images from the registry, that of the solver included", () => {
      const known = real as Real;
      const harbor = "harbor.test:8443/mirror/quay/jetstack/cert-manager";
      const parts = ["controller", "webhook", "cainjector", "acmesolver"];
      assert.deepEqual(
        imagesOf(args, known),
        parts.map((part) => `${harbor}-${part}:v1.21.1`),
      );
      const bare = { ...args, registry: { host: "harbor.test" } };
      const [controller] = imagesOf(bare, known);
      assert.equal(controller, "harbor.test/jetstack/cert-manager-controller:v1.21.1");
      assert.deepEqual(
        imagesOf(dev, known),
        parts.map((part) => `quay.io/jetstack/cert-manager-${part}:v1.21.1`),
      );
    });

    it("have no key that the chart does not read, and fit its schema", function () {
      const schema = JSON.parse(realData(this, "cert-manager-1.21.1/values.schema.json")) as object;
      const validate = new Ajv({ strict: false, validateSchema: false }).compile({
        ...schema,
        $schema: undefined,
      });
      const read = [
        "image.tag",
        "webhook.image.tag",
        "cainjector.image.tag",
        "acmesolver.image.tag",
      ]
        .concat("podDisruptionBudget.minAvailable")
        .map((path) => ({ path, source: "commented out in the values file" }));
      for (const given of [args, dev]) {
        assert.deepEqual(unknownKeys(valuesOf(given), real, read), []);
        assert.ok(validate(valuesOf(given)), JSON.stringify(validate.errors));
      }
    });
  });
});
