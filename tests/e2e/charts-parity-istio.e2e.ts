import assert from "node:assert/strict";

import { added, changed, IstioComparison } from "../charts/istio-comparison";
import { istioDifferences, notAllowedOfIstio } from "../charts/istio-differences";
import { istioCharts } from "../charts/istio-real";

/** Paths of pod specs. */
const istiodPod = "Deployment/istiod.spec.template.spec";
const gatewayPod = "Deployment/istio-gateway.spec.template.spec";
const cniPod = "DaemonSet/istio-cni-node.spec.template.spec";

describe("the stand-ins for Istio's charts", function () {
  this.timeout("1m");
  let compared: IstioComparison;
  before(function () {
    compared = new IstioComparison(this);
  });

  describe("with default values", () => {
    for (const chart of istioCharts)
      it(`render the same objects as ${chart}, but for the differences that are allowed`, () => {
        assert.deepEqual(notAllowedOfIstio(compared.lines(chart)), []);
      });

    it("make use of each difference that is allowed", () => {
      const all = istioCharts.flatMap((chart) => compared.lines(chart));
      for (const { line, reason } of istioDifferences)
        assert.ok(
          all.some((found) => line.test(found)),
          `${line.source} (${reason}) allows nothing: remove it`,
        );
    });
  });

  describe("with a registry of one's own", () => {
    const global = { hub: "harbor.test/mirror/istio", tag: "1.0", imagePullSecrets: ["harbor"] };
    const image = (container: string, name: string): string[] =>
      changed(container, `docker.io/istio/${name}:1.30.3`, `harbor.test/mirror/istio/${name}:1.0`);
    const pulls = (account: string): string =>
      added(`ServiceAccount/${account}.imagePullSecrets[harbor].name`, "harbor");

    it("take istiod's image from there, and hand its account the Secret", () => {
      compared.assertChanges("istiod", { global }, [
        ...image(`${istiodPod}.containers[discovery].image`, "pilot"),
        pulls("istiod"),
      ]);
    });

    it("tell the injector hub, tag and Secrets, from which it makes names of images", () => {
      const values = "ConfigMap/istio-sidecar-injector.data.values.global";
      const found = compared
        .lines("istiod", { global })
        .filter((line) => line.startsWith(`+ ${values}`));
      assert.deepEqual(found, [
        added(`${values}.hub`, global.hub),
        added(`${values}.imagePullSecrets[0]`, "harbor"),
        added(`${values}.tag`, global.tag),
      ]);
    });

    it("take the CNI program's image from there", () => {
      compared.assertChanges("cni", { global }, [
        ...image(`${cniPod}.containers[install-cni].image`, "install-cni"),
        ...changed("ConfigMap/istio-cni-config.data.CURRENT_AGENT_VERSION", "1.30.3", "1.0"),
        pulls("istio-cni"),
      ]);
    });

    it("take an image with a slash in it as the whole name", () => {
      const whole = "harbor.test/a/b@sha256:0";
      for (const [chart, path, name] of [
        ["istiod", `${istiodPod}.containers[discovery].image`, "pilot"],
        ["cni", `${cniPod}.containers[install-cni].image`, "install-cni"],
      ] as const)
        compared.assertChanges(
          chart,
          { image: whole },
          changed(path, `docker.io/istio/${name}:1.30.3`, whole),
        );
    });

    it("hand the gateway's pods Secrets as objects, and base's account as names", () => {
      compared.assertChanges("gateway", { imagePullSecrets: [{ name: "harbor" }] }, [
        added(`${gatewayPod}.imagePullSecrets[harbor].name`, "harbor"),
      ]);
      compared.assertChanges("base", { global: { imagePullSecrets: ["harbor"] } }, [
        pulls("istio-reader-service-account"),
      ]);
    });
  });
});
