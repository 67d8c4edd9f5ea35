import assert from "node:assert/strict";
import { object, pathsOf, told } from "./told";

const mesh = (text: string, name = "istio") =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "istio-system" },
    data: { mesh: text },
  });

describe("mesh-code-is-local", () => {
  const plugin = (spec: string, kind = "WasmPlugin") =>
    told("mesh-code-is-local", object(kind, spec, "extensions.istio.io/v1alpha1"));
  const digest = `sha256:${"a1".repeat(32)}`;

  it("lets code come from the proxy's own image, or pinned from Harbor", () => {
    assert.deepEqual(plugin("{ url: file:///opt/filter.wasm }"), []);
    assert.deepEqual(plugin(`{ url: "oci://harbor.test/team/filter@${digest}" }`), []);
    assert.deepEqual(plugin(`{ url: harbor.test/team/filter:1, sha256: ${"a1".repeat(32)} }`), []);
  });

  it("refuses code by HTTP, from elsewhere, and without a digest", () => {
    assert.match(plugin("{ url: 'https://harbor.test/f.wasm' }")[0] ?? "", /fetched by https/);
    assert.match(plugin(`{ url: 'oci://ghcr.io/f@${digest}' }`)[0] ?? "", /comes from ghcr\.io/);
    assert.match(plugin(`{ url: 'filter@${digest}' }`)[0] ?? "", /comes from docker\.io/);
    assert.match(plugin("{ url: 'oci://harbor.test/f:1' }")[0] ?? "", /has no digest/);
    assert.match(plugin("{ url: 7 }")[0] ?? "", /is no text/);
  });

  it("judges TrafficExtension alike, and takes no Lua", () => {
    assert.match(plugin("{ wasm: { url: 'http://x' } }", "TrafficExtension")[0] ?? "", /wasm\.url/);
    assert.match(plugin("{ lua: { inlineCode: x } }", "TrafficExtension")[0] ?? "", /spec\.lua/);
  });
});

describe("no-envoy-filters", () => {
  it("refuses each EnvoyFilter, in any version, and no other kind", () => {
    for (const version of ["v1alpha3", "v1"])
      assert.deepEqual(
        pathsOf(
          "no-envoy-filters",
          object("EnvoyFilter", "null", `networking.istio.io/${version}`),
        ),
        ["spec"],
      );
    assert.deepEqual(told("no-envoy-filters", object("Sidecar", "{}")), []);
  });
});

describe("mesh-outbound-is-registered", () => {
  const RULE = "mesh-outbound-is-registered";

  it("wants REGISTRY_ONLY said for the mesh, because the default lets out to all", () => {
    assert.deepEqual(told(RULE, mesh("outboundTrafficPolicy: { mode: REGISTRY_ONLY }")), []);
    for (const text of ["trustDomain: x", "outboundTrafficPolicy: { mode: ALLOW_ANY }", "{}"])
      assert.deepEqual(pathsOf(RULE, mesh(text, "istio-1-30")), [
        "data.mesh > outboundTrafficPolicy.mode",
      ]);
    assert.deepEqual(pathsOf(RULE, mesh("a: [")), ["data.mesh"]);
  });

  it("reads text that is marked as binary, as istiod does", () => {
    const marked = (mode: string) =>
      mesh(`outboundTrafficPolicy: { mode: !!binary ${Buffer.from(mode).toString("base64")} }`);
    assert.equal(told(RULE, marked("ALLOW_ANY")).length, 1);
    assert.deepEqual(told(RULE, marked("REGISTRY_ONLY")), []);
  });

  it("judges settings under another name only by what they say, and leaves other things called mesh", () => {
    assert.deepEqual(told(RULE, mesh("trustDomain: x", "shared")), []);
    assert.deepEqual(told(RULE, mesh("fine", "shared")), []);
    assert.equal(
      told(RULE, mesh("outboundTrafficPolicy: { mode: ALLOW_ANY }", "shared")).length,
      1,
    );
  });

  it("judges IstioOperator and each Sidecar", () => {
    const operator = (spec: string) =>
      told(RULE, object("IstioOperator", spec, "install.istio.io/v1alpha1"));
    assert.equal(operator("{ meshConfig: { outboundTrafficPolicy: {} } }").length, 1);
    assert.equal(operator("{ values: { meshConfig: {} } }").length, 1);
    assert.deepEqual(operator("{ profile: minimal }"), []);
    const sidecar = (spec: string) => pathsOf(RULE, object("Sidecar", spec));
    assert.deepEqual(sidecar("{ egress: [] }"), []);
    assert.equal(sidecar("{ outboundTrafficPolicy: { mode: ALLOW_ANY_DYNAMIC_DNS } }").length, 1);
    assert.deepEqual(
      sidecar("{ outboundTrafficPolicy: { mode: REGISTRY_ONLY, egressProxy: { host: a.test } } }"),
      ["spec.outboundTrafficPolicy.egressProxy.host"],
    );
  });
});

describe("mesh-config-stays-inside", () => {
  const RULE = "mesh-config-stays-inside";
  const paths = (text: string) => pathsOf(RULE, mesh(text)).map((at) => at.slice(12));
  const telemetry = object(
    "Telemetry",
    "{ tracing: [{ providers: [{ name: traces }] }] }",
    "telemetry.istio.io/v1",
  );

  it("lets providers, sources and tracers be Services, the cluster itself, or files", () => {
    assert.deepEqual(
      paths(`
extensionProviders:
  - { name: traces, opentelemetry: { service: tracing/otel.tracing.svc.cluster.local, port: 4317 } }
  - { name: metrics, prometheus: {} }
configSources: [{ address: "k8s://" }, { address: "xds://istiod.istio-system.svc:15010" }]
rootNamespace: istio-system
proxyHttpPort: 0
defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
  tracing: { zipkin: { address: zipkin.tracing.svc:9411 } }
  proxyMetadata: { NO_PROXY: example.com, EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true" }
`),
      [],
    );
  });

  const refused: [string, string][] = [
    [
      "extensionProviders: [{ name: a, envoyExtAuthzHttp: { service: a.test } }]",
      "extensionProviders[0].envoyExtAuthzHttp.service",
    ],
    ["extensionProviders: [{ name: a, stackdriver: {} }]", "extensionProviders[0].stackdriver"],
    ["proxyHttpPort: 15080", "proxyHttpPort"],
    ["configSources: [{ address: 'xds://a.test' }]", "configSources[0].address"],
    ["rootNamespace: team", "rootNamespace"],
    ["defaultConfig: { discoveryAddress: 'a.test:15012' }", "defaultConfig.discoveryAddress"],
    [
      "defaultConfig: { tracing: { zipkin: { address: '203.0.113.7:9411' } } }",
      "defaultConfig.tracing.zipkin.address",
    ],
    [
      "defaultConfig: { proxyMetadata: { CA_ADDR: a.test } }",
      "defaultConfig.proxyMetadata.CA_ADDR",
    ],
    ["defaultConfig: { customConfigFile: /x }", "defaultConfig.customConfigFile"],
    ["defaultConfig: { interceptionMode: NONE }", "defaultConfig.interceptionMode"],
    [
      "caCertificates: [{ spiffeBundleUrl: 'https://a.test' }]",
      "caCertificates[0].spiffeBundleUrl",
    ],
  ];
  for (const [text, path] of refused)
    it(`refuses ${text}`, () => {
      assert.deepEqual(paths(text), [path]);
    });

  it("reads names with underscores, as Istio does", () => {
    assert.deepEqual(paths("proxy_http_port: 15080"), ["proxyHttpPort"]);
    const provider = "{ name: a, zipkin: { service: a.test } }";
    assert.equal(paths(`extension_providers: [${provider}]`).length, 1);
    assert.deepEqual(paths("default_config: { discovery_address: istiod.istio-system.svc }"), []);
  });

  it("knows a provider that a Telemetry names, and whether it lies inside", () => {
    const settings = (service: string) =>
      mesh(`extensionProviders: [{ name: traces, zipkin: { service: ${service} } }]`);
    assert.deepEqual(told(RULE, `${settings("z.tracing.svc")}\n---\n${telemetry}`), []);
    assert.match(told(RULE, `${settings("a.test")}\n---\n${telemetry}`)[1] ?? "", /lies outside/);
    assert.match(told(RULE, telemetry)[0] ?? "", /no settings of the mesh define/);
    const vendor = telemetry.replace("traces", "stackdriver");
    assert.match(told(RULE, vendor)[0] ?? "", /the cloud of its vendor/);
    assert.deepEqual(told(RULE, telemetry.replace("traces", "prometheus")), []);
  });

  it("says so when the settings are no YAML", () => {
    assert.deepEqual(pathsOf(RULE, mesh("a: [")), ["data.mesh"]);
  });
});
