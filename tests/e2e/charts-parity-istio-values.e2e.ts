import assert from "node:assert/strict";

import { added, changed, gone, IstioComparison } from "../charts/istio-comparison";
import { istioStandIn, type IstioChart } from "../charts/istio-real";

/** Paths of pod specs. */
const istiodPod = "Deployment/istiod.spec.template.spec";
const gatewayPod = "Deployment/istio-gateway.spec.template.spec";
const cniPod = "DaemonSet/istio-cni-node.spec.template.spec";

describe("the values of the stand-ins for Istio's charts", function () {
  this.timeout("1m");
  let compared: IstioComparison;
  before(function () {
    compared = new IstioComparison(this);
  });

  describe("with a fixed number of pods", () => {
    it("leave out the HorizontalPodAutoscaler, and make no disruption budget for one pod", () => {
      compared.assertChanges("istiod", { autoscaleEnabled: false, replicaCount: 1 }, [
        ...compared.without("istiod", "HorizontalPodAutoscaler/istiod"),
        added("Deployment/istiod.spec.replicas", 1),
      ]);
      const gateway = { autoscaling: { enabled: false }, replicaCount: 1 };
      compared.assertChanges("gateway", { ...gateway, podDisruptionBudget: { minAvailable: 1 } }, [
        ...compared.without("gateway", "HorizontalPodAutoscaler/istio-gateway"),
        added("Deployment/istio-gateway.spec.replicas", 1),
      ]);
    });

    it("make a disruption budget for two, the gateway only when told", () => {
      const budgets = (chart: IstioChart, values: object): string[] =>
        compared
          .lines(chart, values)
          .filter((line) => /^\+ PodDisruptionBudget\/[\w-]+\.spec/.test(line));
      const gateway = { autoscaling: { enabled: false }, replicaCount: 2 };
      assert.deepEqual(budgets("gateway", gateway), []);
      const selector = "PodDisruptionBudget/istio-gateway.spec.selector.matchLabels";
      assert.deepEqual(
        budgets("gateway", { ...gateway, podDisruptionBudget: { minAvailable: 1 } }),
        [
          added("PodDisruptionBudget/istio-gateway.spec.minAvailable", 1),
          added(`${selector}.app`, "istio-gateway"),
          added(`${selector}.istio`, "gateway"),
        ],
      );
      assert.deepEqual(budgets("istiod", { autoscaleEnabled: false, replicaCount: 2 }), [
        added("PodDisruptionBudget/istiod.spec.minAvailable", 1),
        added("PodDisruptionBudget/istiod.spec.selector.matchLabels.app", "istiod"),
        added("PodDisruptionBudget/istiod.spec.selector.matchLabels.istio", "pilot"),
      ]);
    });

    it("spread them as told", () => {
      const topologySpreadConstraints = [{ maxSkew: 1 }];
      for (const [chart, spec] of [
        ["istiod", istiodPod],
        ["gateway", gatewayPod],
      ] as const)
        compared.assertChanges(chart, { topologySpreadConstraints }, [
          added(`${spec}.topologySpreadConstraints[0].maxSkew`, 1),
        ]);
    });
  });

  describe("with settings for Pod Security", () => {
    const seccompProfile = { type: "RuntimeDefault" };

    it("add a seccomp profile to the containers of istiod and of the CNI program", () => {
      for (const [chart, container] of [
        ["istiod", `${istiodPod}.containers[discovery]`],
        ["cni", `${cniPod}.containers[install-cni]`],
      ] as const)
        compared.assertChanges(chart, { seccompProfile }, [
          added(`${container}.securityContext.seccompProfile.type`, "RuntimeDefault"),
        ]);
    });

    it("let the gateway's securityContext take the place of the chart's own", () => {
      const sysctl = `${gatewayPod}.securityContext.sysctls[net.ipv4.ip_unprivileged_port_start]`;
      compared.assertChanges("gateway", { securityContext: { seccompProfile } }, [
        gone(`${sysctl}.name`, "net.ipv4.ip_unprivileged_port_start"),
        gone(`${sysctl}.value`, "0"),
        added(`${gatewayPod}.securityContext.seccompProfile.type`, "RuntimeDefault"),
      ]);
    });

    it("say by a field what else an annotation says of AppArmor", () => {
      const annotations = "DaemonSet/istio-cni-node.spec.template.metadata.annotations";
      const appArmor = `${annotations}.container.apparmor.security.beta.kubernetes.io/install-cni`;
      const container = `${cniPod}.containers[install-cni]`;
      compared.assertChanges("cni", { useAppArmorAnnotation: false }, [
        gone(appArmor, "unconfined"),
        added(`${container}.securityContext.appArmorProfile.type`, "Unconfined"),
      ]);
    });
  });

  describe("with the other values that matter", () => {
    it("put the CNI program's folders where told", () => {
      compared.assertChanges("cni", { cniBinDir: "/a", cniConfDir: "/b" }, [
        ...changed(`${cniPod}.volumes[cni-bin-dir].hostPath.path`, "/opt/cni/bin", "/a"),
        ...changed(`${cniPod}.volumes[cni-net-dir].hostPath.path`, "/etc/cni/net.d", "/b"),
      ]);
    });

    it("put meshConfig over what the chart writes, key by key", () => {
      const mesh = "ConfigMap/istio.data.mesh";
      const meshConfig = {
        outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
        defaultConfig: { holdApplicationUntilProxyStarts: true },
      };
      compared.assertChanges("istiod", { meshConfig }, [
        added(`${mesh}.outboundTrafficPolicy.mode`, "REGISTRY_ONLY"),
        added(`${mesh}.defaultConfig.holdApplicationUntilProxyStarts`, true),
      ]);
    });

    it("refuse from the start what the webhooks cannot judge, when told", () => {
      const base = { validationFailurePolicy: "Fail" };
      for (const [chart, webhook] of [
        ["base", "istiod-default-validator.webhooks[validation.istio.io]"],
        ["istiod", "istio-validator-istio-system.webhooks[rev.validation.istio.io]"],
      ] as const)
        compared.assertChanges(
          chart,
          { base },
          changed(`ValidatingWebhookConfiguration/${webhook}.failurePolicy`, "Ignore", "Fail"),
        );
    });

    it("make no Service for the gateway when told", () => {
      compared.assertChanges(
        "gateway",
        { service: { type: "None" } },
        compared.without("gateway", "Service/istio-gateway"),
      );
    });

    it("refuse a key that the gateway's chart does not have", () => {
      assert.throws(
        () => istioStandIn("gateway").render({ hub: "harbor.test" }),
        /'hub' not allowed/,
      );
    });
  });
});
