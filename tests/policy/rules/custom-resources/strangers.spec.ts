import assert from "node:assert/strict";
import { DEV, findingsOf } from "../../objects";
import { object, pathsOf, SITE, siteWith, told } from "./told";

describe("no-remote-clusters", () => {
  const secret = (labels: string) =>
    `{ apiVersion: v1, kind: Secret, metadata: { name: a, labels: ${labels} } }`;
  const gateway = (name: string) =>
    object("Gateway", `{ gatewayClassName: ${name} }`, "gateway.networking.k8s.io/v1");

  it("refuses the Secret, the networks and the gateway of another cluster", () => {
    const remote = secret("{ istio/multiCluster: 'true' }");
    assert.deepEqual(pathsOf("no-remote-clusters", remote), [
      'metadata.labels["istio/multiCluster"]',
    ]);
    const networks = (text: string) =>
      JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", data: { meshNetworks: text } });
    assert.equal(told("no-remote-clusters", networks("networks: { east: {} }")).length, 1);
    assert.equal(told("no-remote-clusters", networks("networks: [")).length, 1);
    assert.equal(told("no-remote-clusters", gateway("istio-remote")).length, 1);
    assert.deepEqual(told("no-remote-clusters", networks("networks: {}")), []);
    assert.deepEqual(told("no-remote-clusters", secret("{ app: a }")), []);
    assert.deepEqual(told("no-remote-clusters", gateway("istio")), []);
  });
});

describe("no-egress-gateways", () => {
  const RULE = "no-egress-gateways";
  const pods = (name: string, labels: string) =>
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name} }, spec: { template: { metadata: { labels: ${labels} } } } }`;

  it("knows it by name, by label, by class and by kind", () => {
    assert.deepEqual(pathsOf(RULE, pods("istio-egressgateway", "{}")), ["metadata.name"]);
    assert.deepEqual(pathsOf(RULE, pods("exit", "{ istio: egressgateway }")), [
      "spec.template.metadata.labels.istio",
    ]);
    assert.deepEqual(pathsOf(RULE, object("Gateway", "{ selector: { istio: egressgateway } }")), [
      "spec.selector.istio",
    ]);
    const waypoint = object(
      "Gateway",
      "{ gatewayClassName: istio-waypoint }",
      "gateway.networking.k8s.io/v1",
    );
    assert.deepEqual(pathsOf(RULE, waypoint), ["spec.gatewayClassName"]);
    const operator = (enabled: string) =>
      object(
        "IstioOperator",
        `{ components: { egressGateways: [{ enabled: ${enabled} }] } }`,
        "install.istio.io/v1alpha1",
      );
    assert.equal(told(RULE, operator("true")).length, 1);
    assert.deepEqual(told(RULE, operator("false")), []);
    assert.equal(told(RULE, object("CiliumEgressGatewayPolicy", "{}", "cilium.io/v2")).length, 1);
  });

  it("leaves the way in alone", () => {
    assert.deepEqual(told(RULE, pods("istio-ingressgateway", "{ istio: ingressgateway }")), []);
    assert.deepEqual(told(RULE, object("Gateway", "{ selector: { istio: ingressgateway } }")), []);
  });
});

describe("kinds-are-known", () => {
  const tunnel = object("Tunnel", "{}", "tunnels.test/v1");

  it("refuses a kind that nobody knows, even in a group that is known", () => {
    assert.deepEqual(told("kinds-are-known", tunnel), [
      "kind: the kind tunnels.test/Tunnel is not known to the gate",
    ]);
    for (const apiVersion of ["networking.istio.io/v1", "mlops.seldon.io/v1alpha1", "apps/v1"])
      assert.equal(told("kinds-are-known", object("Tunnel", "{}", apiVersion)).length, 1);
  });

  it("accepts it where the site lists group and kind", () => {
    assert.deepEqual(
      told("kinds-are-known", tunnel, siteWith({ kinds: ["tunnels.test/Tunnel"] })),
      [],
    );
    assert.equal(
      told("kinds-are-known", tunnel, siteWith({ kinds: ["tunnels.test/Other"] })).length,
      1,
    );
    assert.throws(() => siteWith({ kinds: ["Tunnel"] }), /group\/Kind/);
  });

  it("knows what the platform and Kubernetes have, in any version", () => {
    const known: [string, string][] = [
      ["v1", "Pod"],
      ["apps/v1", "Deployment"],
      ["batch/v1beta1", "CronJob"],
      ["v1", "Secret"],
      ["networking.k8s.io/v1", "NetworkPolicy"],
      ["mlops.seldon.io/v1alpha1", "SeldonRuntime"],
      ["security.istio.io/v1beta1", "PeerAuthentication"],
      ["metallb.io/v1beta2", "BGPPeer"],
      ["cilium.io/v2", "CiliumNetworkPolicy"],
      ["projectcalico.org/v3", "GlobalNetworkPolicy"],
    ];
    for (const [apiVersion, kind] of known)
      assert.deepEqual(told("kinds-are-known", object(kind, "{}", apiVersion), SITE), []);
  });
});

describe("rules on custom resources that bind in prod", () => {
  it("stop a change there, and are advice in dev", () => {
    const egress = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "istio-egressgateway", namespace: "istio-system" },
    };
    const advice = (site: typeof DEV) =>
      findingsOf("no-egress-gateways", [egress], site).map((finding) => finding.advice);
    assert.deepEqual(advice(DEV), [true]);
    assert.deepEqual(advice(SITE), [false]);
  });
});
