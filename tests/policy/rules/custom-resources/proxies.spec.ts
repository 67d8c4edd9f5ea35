import assert from "node:assert/strict";
import { deployment, findingsOf } from "../../objects";
import { pathsOf, SITE, siteWith, told } from "./told";

const RULE = "sidecars-are-as-injected";

const marked = (annotations: object, labels: object = {}, namespace = "team", site = SITE) => {
  const pods = deployment({ containers: [] }, { annotations, labels });
  const moved = { ...pods, metadata: { ...pods.metadata, namespace } };
  return findingsOf(RULE, [moved], site).map(({ path }) =>
    path.replace("spec.template.metadata.", ""),
  );
};

const of = (kind: string, apiVersion: string, metadata: string, spec = "{}") =>
  pathsOf(
    RULE,
    `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: ${metadata}, spec: ${spec} }`,
  );

describe("sidecars-are-as-injected", () => {
  const refused: [string, string][] = [
    ["sidecar.istio.io/proxyImage", "harbor.test/other:1"],
    ["sidecar.istio.io/bootstrapOverride", "mine"],
    ["sidecar.istio.io/userVolume", "[]"],
    ["sidecar.istio.io/userVolumeMount", "[]"],
    ["sidecar.istio.io/discoveryAddress", "istiod.istio-system.svc:15012"],
    ["sidecar.istio.io/interceptionMode", "NONE"],
    ["proxy.istio.io/overrides", "{}"],
    ["traffic.sidecar.istio.io/excludeOutboundPorts", "443"],
    ["traffic.sidecar.istio.io/excludeOutboundIPRanges", "0.0.0.0/0"],
    ["traffic.sidecar.istio.io/excludeInboundPorts", "9000"],
    ["traffic.sidecar.istio.io/excludeInterfaces", "eth0"],
    ["traffic.sidecar.istio.io/includeOutboundIPRanges", ""],
    ["traffic.sidecar.istio.io/includeOutboundIPRanges", "10.0.0.0/8"],
    ["traffic.sidecar.istio.io/includeInboundPorts", ""],
    ["ambient.istio.io/redirection", "disabled"],
    ["ambient.istio.io/bypass-inbound-capture", "true"],
    ["istio.io/use-waypoint", "none"],
    ["istio.io/dataplane-mode", "none"],
    ["inject.istio.io/templates", "sidecar,mine"],
    ["sidecar.istio.io/inject", "false"],
  ];
  for (const [key, value] of refused)
    it(`refuses ${key}: "${value}" on a pod`, () => {
      assert.deepEqual(marked({ [key]: value }), [`annotations["${key}"]`]);
      assert.deepEqual(marked({}, { [key]: value }), [`labels["${key}"]`]);
    });

  const accepted: [string, string][] = [
    ["sidecar.istio.io/inject", "true"],
    ["sidecar.istio.io/interceptionMode", "TPROXY"],
    ["sidecar.istio.io/proxyCPU", "100m"],
    ["traffic.sidecar.istio.io/includeOutboundIPRanges", "*"],
    ["traffic.sidecar.istio.io/excludeOutboundPorts", ""],
    ["inject.istio.io/templates", "sidecar"],
    ["proxy.istio.io/config", "holdApplicationUntilProxyStarts: true"],
    ["istio.io/rev", "default"],
    ["constructor", "x"],
  ];
  for (const [key, value] of accepted)
    it(`accepts ${key}: "${value}"`, () => {
      assert.deepEqual(marked({ [key]: value }), []);
    });

  it("reads what a pod says of its proxy's settings", () => {
    const settings = (text: string) =>
      marked({ "proxy.istio.io/config": text }).map((path) => path.slice(path.indexOf("> ") + 2));
    assert.deepEqual(settings("discoveryAddress: istiod.istio-system.svc:15012"), [
      "discoveryAddress",
    ]);
    assert.deepEqual(settings("tracing: { zipkin: { address: a.test } }"), [
      "tracing.zipkin.address",
    ]);
    assert.deepEqual(settings('{"proxyMetadata":{"HTTPS_PROXY":"a.test:3128"}}'), [
      "proxyMetadata.HTTPS_PROXY",
    ]);
    assert.deepEqual(settings("proxyMetadata: { ISTIO_BOOTSTRAP: /x }"), [
      "proxyMetadata.ISTIO_BOOTSTRAP",
    ]);
    assert.deepEqual(settings("interceptionMode: NONE"), ["interceptionMode"]);
    assert.deepEqual(settings("proxy_metadata: { CA_ADDR: a.test }"), ["proxy_metadata.CA_ADDR"]);
    assert.deepEqual(settings("interception_mode: NONE"), ["interception_mode"]);
    assert.equal(settings("a: [").length, 1);
    assert.deepEqual(settings("terminationDrainDuration: 30s"), []);
  });

  it("lets pods of the platform, and of tenants that the site lists, stay out", () => {
    const out = { "sidecar.istio.io/inject": "false" };
    assert.deepEqual(marked(out, out, "istio-system"), []);
    assert.deepEqual(marked(out, out, "team", siteWith({ unmeshed: ["team"] })), []);
    assert.equal(marked(out, out, "team", siteWith({ unmeshed: ["other"] })).length, 2);
    // To stay out is not to slip by.
    assert.equal(
      marked({ "traffic.sidecar.istio.io/excludeOutboundPorts": "1" }, {}, "istio-system").length,
      1,
    );
  });

  it("lets only pods of the platform be gateways, which capture nothing", () => {
    const gateway = { "inject.istio.io/templates": "gateway" };
    assert.deepEqual(marked(gateway, {}, "istio-ingress"), []);
    assert.equal(marked(gateway).length, 1);
  });

  it("knows the revisions that the site lists", () => {
    const canary = { "istio.io/rev": "canary" };
    assert.equal(marked({}, canary).length, 1);
    assert.deepEqual(marked({}, canary, "team", siteWith({ meshRevisions: ["canary"] })), []);
  });

  it("judges namespaces", () => {
    const labels = (name: string, mark: string) =>
      of("Namespace", "v1", `{ name: ${name}, labels: ${mark} }`);
    assert.deepEqual(labels("team", "{ istio-injection: disabled }"), [
      "metadata.labels.istio-injection",
    ]);
    assert.deepEqual(labels("team", "{ istio-injection: enabled }"), []);
    assert.deepEqual(labels("istio-system", "{ istio-injection: disabled }"), []);
    assert.equal(labels("team", "{ istio.io/dataplane-mode: ambient }").length, 1);
  });

  it("judges custom resources, whose labels and annotations operators copy to pods", () => {
    const [own, inner] = ["{ name: it, namespace: team }", "{ sidecar.istio.io/inject: 'false' }"];
    const seldon = (kind: string, metadata: string, spec?: string) =>
      of(kind, "mlops.seldon.io/v1alpha1", metadata, spec);
    assert.equal(
      seldon("Server", `{ name: it, namespace: team, annotations: ${inner} }`).length,
      1,
    );
    assert.deepEqual(seldon("SeldonConfig", own, `{ components: [{ labels: ${inner} }] }`), [
      'spec.components[0].labels["sidecar.istio.io/inject"]',
    ]);
    assert.deepEqual(seldon("SeldonConfig", own, "{ components: [{ labels: { app: a } }] }"), []);
  });

  it("judges ProxyConfig", () => {
    const config = (spec: string) =>
      of("ProxyConfig", "networking.istio.io/v1beta1", "{ name: it, namespace: team }", spec);
    assert.deepEqual(config("{ environmentVariables: { CA_ADDR: a.test } }"), [
      "spec.environmentVariables.CA_ADDR",
    ]);
    assert.deepEqual(config("{ concurrency: 2, image: { imageType: distroless } }"), []);
  });

  it("wants the CNI plugin to repair pods, and to leave out no tenant", () => {
    const settings = (data: string) =>
      pathsOf(
        RULE,
        `{ apiVersion: v1, kind: ConfigMap, metadata: { name: istio-cni-config }, data: ${data} }`,
      );
    for (const no of ["false", "False", "FALSE", "f", "F", "0"])
      assert.deepEqual(settings(`{ REPAIR_ENABLED: '${no}' }`), ["data.REPAIR_ENABLED"]);
    const repairs = (repair: string) =>
      settings(
        `{ REPAIR_REPAIR_PODS: '${repair}', REPAIR_LABEL_PODS: 'false', REPAIR_DELETE_PODS: 'false' }`,
      );
    assert.deepEqual(repairs("false"), ["data.REPAIR_REPAIR_PODS"]);
    assert.deepEqual(repairs("true"), []);
    assert.deepEqual(settings("{ EXCLUDE_NAMESPACES: 'kube-system, team' }"), [
      "data.EXCLUDE_NAMESPACES",
    ]);
    assert.deepEqual(settings("{ EXCLUDE_NAMESPACES: 'kube-system,istio-system' }"), []);
    const node = (value: string) =>
      told(
        RULE,
        `{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a, namespace: istio-system }, spec: { template: { spec: { containers: [{ name: a, env: [{ name: REPAIR_ENABLED, value: '${value}' }] }] } } } }`,
      );
    assert.equal(node("false").length, 1);
    assert.deepEqual(node("true"), []);
  });
});
