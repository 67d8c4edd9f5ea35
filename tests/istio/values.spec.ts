import assert from "node:assert/strict";
import { parse } from "yaml";

import { baseValues } from "../../istio/base-values";
import { cniValues } from "../../istio/cni-values";
import { gatewayValues } from "../../istio/gateway-values";
import { hubAndTag } from "../../istio/images";
import { istiodValues } from "../../istio/istiod-values";
import { Istio } from "../../schema/istio";
import { istioImages } from "../../versions";
import { unknownKeys, type AlsoRead } from "../charts/known-keys";
import { realData } from "../charts/real-data";

const registry = { host: "harbor.test:8443", prefix: "mirror" };
const pullSecrets = ["harbor"];
const settings = Istio.parse({ enabled: true });
const shared = { ...hubAndTag(registry, istioImages), pullSecrets, settings };
const istiod = (replicas: number, change: object = {}) =>
  istiodValues({ ...shared, settings: Istio.parse(change), replicas });

const webhook = {
  path: "base.validationFailurePolicy",
  source: "templates of the two ValidatingWebhookConfigurations, since 1.30",
};
const meshConfig = [
  "rootNamespace",
  "enableAutoMtls",
  "meshMTLS",
  "outboundTrafficPolicy",
  "pathNormalization",
  "defaultConfig",
].map((key) => ({ path: `meshConfig.${key}`, source: "MeshConfig, which the chart hands on" }));

/** Each chart's values, and what its templates read though its values file has it empty or not at all. */
const charts: Readonly<Record<string, { values: object; alsoRead: readonly AlsoRead[] }>> = {
  base: { values: baseValues(pullSecrets), alsoRead: [webhook] },
  istiod: {
    values: istiod(2),
    alsoRead: [
      webhook,
      ...meshConfig,
      { path: "seccompProfile.type", source: "deployment.yaml" },
      { path: "global.proxy.seccompProfile.type", source: "the injector's sidecar template" },
      { path: "resources.limits.memory", source: "deployment.yaml" },
      { path: "sidecarInjectorWebhook.templates.grpc-simple", source: "the injector's ConfigMap" },
    ],
  },
  cni: { values: cniValues(shared), alsoRead: [] },
  gateway: {
    values: gatewayValues({ pullSecrets, replicas: 2 }),
    alsoRead: [
      "podDisruptionBudget.minAvailable",
      "securityContext.seccompProfile",
      "securityContext.sysctls",
    ].map((path) => ({ path, source: "copied whole into the object" })),
  },
};

describe("the values of Istio's charts", () => {
  for (const [chart, { values, alsoRead }] of Object.entries(charts)) {
    const real = (context: Mocha.Context): object =>
      (parse(realData(context, `istio-1.30.3/${chart}.values.yaml`)) as Record<string, object>)[
        "_internal_defaults_do_not_set"
      ] ?? {};

    it(`have no key that chart ${chart} would ignore`, function () {
      assert.deepEqual(unknownKeys(values, real(this), alsoRead), []);
    });

    it(`list no key of chart ${chart} as unnamed that its values file names`, function () {
      const paths = unknownKeys(values, real(this), []);
      for (const { path } of alsoRead)
        assert.ok(
          paths.some((unknown) => unknown === path || unknown.startsWith(`${path}.`)),
          path,
        );
    });
  }

  it("have no key at the top that the gateway chart's schema refuses", function () {
    const file = parse(realData(this, "istio-1.30.3/gateway.values.yaml")) as Record<
      string,
      object
    >;
    const known = Object.keys(file["_internal_defaults_do_not_set"] ?? {});
    const ours = Object.keys(gatewayValues({ pullSecrets, replicas: 2 }));
    assert.deepEqual(
      ours.filter((key) => !known.includes(key)),
      [],
    );
  });

  it("name pull secrets as each chart wants them: words, and objects for the gateway", () => {
    assert.deepEqual(baseValues(pullSecrets).global.imagePullSecrets, ["harbor"]);
    assert.deepEqual(istiod(1).global.imagePullSecrets, ["harbor"]);
    assert.deepEqual(cniValues(shared).global.imagePullSecrets, ["harbor"]);
    assert.deepEqual(gatewayValues({ pullSecrets, replicas: 1 }).imagePullSecrets, [
      { name: "harbor" },
    ]);
  });

  it("open no way by policies of the charts' own", () => {
    for (const values of [
      istiod(1),
      cniValues(shared),
      gatewayValues({ pullSecrets, replicas: 1 }),
    ])
      assert.deepEqual(values.global.networkPolicy, { enabled: false });
  });
});
