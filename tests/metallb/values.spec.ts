import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { parse } from "yaml";

import { withoutMetricsProxies } from "../../metallb/frr-k8s";
import { metalLbValues } from "../../metallb/values";
import { metalLbImages as images } from "../../versions";
import { unknownKeys } from "../charts/known-keys";
import { realData } from "../charts/real-data";

const registry = { host: "harbor.test:8443", prefix: "mirror" };
const pullSecret = "harbor-registry-secret";
const values = (mode: "l2" | "bgp") => metalLbValues({ mode, images, registry, pullSecret });

/** Every image that is named anywhere in the values. */
const imagesIn = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  if ("repository" in value && "tag" in value)
    return [`${String(value.repository)}:${String(value.tag)}`];
  return Object.values(value).flatMap(imagesIn);
};

describe("the values of MetalLB's chart", () => {
  it("have no FRR in mode l2, and frr-k8s alone in mode bgp", () => {
    for (const [mode, frrk8s] of [
      ["l2", false],
      ["bgp", true],
    ] as const) {
      assert.equal(values(mode).speaker.frr.enabled, false);
      assert.equal(values(mode).frrk8s.enabled, frrk8s);
      assert.equal("frr-k8s" in values(mode), frrk8s);
    }
  });

  it("bring no CRD, from the chart inside the chart neither", () => {
    const { crds, "frr-k8s": inner } = values("bgp");
    assert.deepEqual([crds, inner?.crds], [{ enabled: false }, { enabled: false }]);
  });

  it("take every image from the registry, with its prefix", () => {
    const inHarbor = "harbor.test:8443/mirror/metallb";
    assert.deepEqual(imagesIn(values("l2")), [
      `${inHarbor}/controller:v0.15.3`,
      `${inHarbor}/speaker:v0.15.3`,
    ]);
    assert.deepEqual(imagesIn(values("bgp")).slice(2), [
      `${inHarbor}/frr-k8s:v0.0.21`,
      "harbor.test:8443/mirror/frrouting/frr:10.4.1",
    ]);
  });

  it("take every image from upstream, without a secret, where there is no registry", () => {
    const plain = metalLbValues({
      mode: "bgp",
      images,
      registry: undefined,
      pullSecret: undefined,
    });
    assert.deepEqual(imagesIn(plain)[0], "quay.io/metallb/controller:v0.15.3");
    assert.deepEqual([plain.imagePullSecrets, plain["frr-k8s"]?.imagePullSecrets], [[], []]);
  });

  it("name the pull secret once for each of the two charts", () => {
    const { imagePullSecrets, "frr-k8s": inner } = values("bgp");
    const named = [{ name: pullSecret }];
    assert.deepEqual([imagePullSecrets, inner?.imagePullSecrets], [named, named]);
  });

  it("have no key that MetalLB's chart does not read, and fit its schema", function () {
    const real = parse(realData(this, "metallb-0.15.3/values.yaml")) as object;
    const schema = JSON.parse(realData(this, "metallb-0.15.3/values.schema.json")) as object;
    const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true });
    const validate = ajv.compile({ ...schema, $schema: undefined });
    // The values of the chart inside are in a file of its own.
    const inside = ["imagePullSecrets", "crds.enabled"]
      .concat(["frrk8s.image", "frrk8s.frr.image"])
      .map((path) => ({ path: `frr-k8s.${path}`, source: "values and templates of frr-k8s" }));
    for (const mode of ["l2", "bgp"] as const) {
      assert.deepEqual(unknownKeys(values(mode), real, inside), []);
      validate(values(mode));
      // Helm judges them with the chart's defaults, which have what is required.
      const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "required");
      assert.deepEqual(errors, []);
    }
  });
});

describe("the pods of frr-k8s", () => {
  it("open no metrics on their nodes, and keep all else", () => {
    const daemonSet = (names: string[]) => ({
      kind: "DaemonSet",
      spec: {
        selector: { a: "b" },
        template: {
          metadata: {},
          spec: { hostNetwork: true, containers: names.map((name) => ({ name })) },
        },
      },
    });
    assert.deepEqual(
      withoutMetricsProxies(
        daemonSet(["controller", "kube-rbac-proxy", "frr", "kube-rbac-proxy-frr"]),
      ),
      daemonSet(["controller", "frr"]),
    );
    assert.deepEqual(withoutMetricsProxies(daemonSet(["speaker"])), daemonSet(["speaker"]));
  });
});
