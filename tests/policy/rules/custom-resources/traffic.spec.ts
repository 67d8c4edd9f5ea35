import assert from "node:assert/strict";
import { object, pathsOf } from "./told";

describe("service-entries-stay-inside", () => {
  const RULE = "service-entries-stay-inside";
  const entry = (spec: string) => pathsOf(RULE, object("ServiceEntry", spec));

  it("lets the mesh know addresses of the site under a made-up name, and Services", () => {
    const own = "hosts: [it.team.internal], resolution: NONE, location: MESH_EXTERNAL";
    assert.deepEqual(entry(`{ ${own}, addresses: [10.7.0.4, 10.7.0.0/25] }`), []);
    assert.deepEqual(
      entry("{ hosts: [minio.store.svc], resolution: DNS, location: MESH_EXTERNAL }"),
      [],
    );
    assert.deepEqual(entry("{ hosts: [it.team.internal], location: MESH_INTERNAL }"), []);
    assert.deepEqual(
      entry("{ hosts: [minio.store.svc], resolution: STATIC, endpoints: [{ address: 10.7.0.9 }] }"),
      [],
    );
  });

  const refused: [string, string][] = [
    ["{ hosts: [hub.test], location: MESH_EXTERNAL, resolution: DNS }", "spec.hosts[0]"],
    ["{ hosts: ['*.svc.cluster.local'] }", "spec.hosts[0]"],
    ["{ hosts: ['*'] , location: MESH_INTERNAL }", "spec.hosts[0]"],
    ["{ hosts: [HUB.test.] }", "spec.hosts[0]"],
    ["{ hosts: [it.team.internal] }", "spec.hosts[0]"],
    ["{ hosts: [it.team.internal], location: MESH_INTERNAL, resolution: DNS }", "spec.hosts[0]"],
    ["{ hosts: [it.other.internal], addresses: [10.7.0.4] }", "spec.hosts[0]"],
    ["{ hosts: [a.svc], addresses: [10.7.0.0/23] }", "spec.addresses[0]"],
    ["{ hosts: [a.svc], addresses: [10.7.0.4/24] }", "spec.addresses[0]"],
    ["{ hosts: [a.svc], addresses: [0.0.0.0/0] }", "spec.addresses[0]"],
    ["{ hosts: [a.svc], addresses: ['2001:db8::1'] }", "spec.addresses[0]"],
    [
      "{ hosts: [a.svc], endpoints: [{ address: 10.7.0.1 }, { address: 203.0.113.7 }] }",
      "spec.endpoints[1].address",
    ],
  ];
  for (const [spec, path] of refused)
    it(`refuses ${spec}`, () => {
      assert.deepEqual(entry(spec), [path]);
    });

  it("judges workloads that are no pods alike", () => {
    const workload = (address: string) =>
      pathsOf(RULE, object("WorkloadEntry", `{ address: ${address} }`));
    assert.deepEqual(workload("10.7.0.4"), []);
    assert.deepEqual(workload("unix:///run/x"), []);
    assert.deepEqual(workload("vm.test"), ["spec.address"]);
    const group = object("WorkloadGroup", "{ template: { address: vm.test } }");
    assert.deepEqual(pathsOf(RULE, group), ["spec.template.address"]);
  });

  it("stands nulls and odd types", () => {
    for (const spec of ["null", "{ hosts: null, endpoints: [null] }", "{ hosts: 7, addresses: x }"])
      assert.deepEqual(entry(spec), []);
    assert.deepEqual(entry("{ hosts: [{}] }"), ["spec.hosts[0]"]);
  });
});

describe("routes-stay-inside", () => {
  const RULE = "routes-stay-inside";
  const virtual = (spec: string) => pathsOf(RULE, object("VirtualService", spec));
  const http = (spec: string) =>
    pathsOf(RULE, object("HTTPRoute", spec, "gateway.networking.k8s.io/v1beta1"));

  it("refuses destinations and mirrors outside, in routes of all protocols", () => {
    for (const protocol of ["http", "tls", "tcp"]) {
      const to = (host: string) =>
        `{ ${protocol}: [{ route: [{ destination: { host: ${host} } }] }] }`;
      assert.deepEqual(virtual(to("hub.test")), [`spec.${protocol}[0].route[0].destination.host`]);
      assert.deepEqual(virtual(to("seldon-mesh.team.svc.cluster.local")), []);
      assert.deepEqual(virtual(to("seldon-mesh")), []);
    }
    assert.deepEqual(virtual("{ http: [{ mirror: { host: hub.test } }] }"), [
      "spec.http[0].mirror.host",
    ]);
    assert.deepEqual(virtual("{ http: [{ mirrors: [{ destination: { host: hub.test } }] }] }"), [
      "spec.http[0].mirrors[0].destination.host",
    ]);
  });

  it("lets a route name its own hosts to callers, and no other", () => {
    const renamed = (host: string) =>
      virtual(
        `{ hosts: [models.test], http: [{ redirect: { authority: ${host} } }, { rewrite: { authority: ${host} } }] }`,
      );
    assert.deepEqual(renamed("models.test"), []);
    assert.deepEqual(renamed("hub.test"), [
      "spec.http[0].redirect.authority",
      "spec.http[1].rewrite.authority",
    ]);
    const filters = (host: string) =>
      http(
        `{ hostnames: [models.test], rules: [{ filters: [{ requestRedirect: { hostname: ${host} } }] }] }`,
      );
    assert.deepEqual(filters("models.test"), []);
    assert.deepEqual(filters("hub.test"), ["spec.rules[0].filters[0].requestRedirect.hostname"]);
  });

  it("wants Services behind routes of the Gateway API, also as mirrors", () => {
    assert.deepEqual(http("{ rules: [{ backendRefs: [{ name: web, port: 80 }] }] }"), []);
    const named = (name: string) =>
      http(
        `{ rules: [{ backendRefs: [{ group: networking.istio.io, kind: Hostname, name: ${name} }] }] }`,
      );
    assert.deepEqual(named("web.team.svc"), []);
    assert.deepEqual(named("hub.test"), ["spec.rules[0].backendRefs[0].name"]);
    const mirror =
      "{ rules: [{ filters: [{ requestMirror: { backendRef: { group: a.test, kind: Backend, name: b } } }] }] }";
    assert.deepEqual(http(mirror), ["spec.rules[0].filters[0].requestMirror.backendRef.kind"]);
  });
});

describe("tls-stays-on", () => {
  const RULE = "tls-stays-on";
  const peers = (spec: string) =>
    pathsOf(RULE, object("PeerAuthentication", spec, "security.istio.io/v1beta1"));
  const rule = (spec: string) => pathsOf(RULE, object("DestinationRule", spec));

  it("accepts STRICT, and single ports of chosen pods that take plain connections too", () => {
    assert.deepEqual(peers("{ mtls: { mode: STRICT } }"), []);
    assert.deepEqual(
      peers(
        "{ selector: { matchLabels: { a: b } }, portLevelMtls: { '9004': { mode: PERMISSIVE } } }",
      ),
      [],
    );
  });

  it("refuses whole pods, namespaces and meshes without it", () => {
    for (const mode of ["PERMISSIVE", "DISABLE", "permissive"]) {
      assert.deepEqual(peers(`{ mtls: { mode: ${mode} } }`), ["spec.mtls.mode"]);
      assert.deepEqual(peers(`{ selector: { matchLabels: { a: b } }, mtls: { mode: ${mode} } }`), [
        "spec.mtls.mode",
      ]);
    }
    const root = object("PeerAuthentication", "{}", "security.istio.io/v1").replace(
      "team",
      "istio-system",
    );
    assert.deepEqual(pathsOf(RULE, root), ["spec.mtls.mode"]);
    assert.deepEqual(
      pathsOf(RULE, root.replace("spec: {}", "spec: { mtls: { mode: STRICT } }")),
      [],
    );
  });

  it("refuses ports of all pods at once, and ports without any TLS", () => {
    assert.deepEqual(peers("{ portLevelMtls: { '80': { mode: PERMISSIVE } } }"), [
      'spec.portLevelMtls["80"].mode',
    ]);
    assert.deepEqual(
      peers("{ selector: { matchLabels: { a: b } }, portLevelMtls: { '80': { mode: DISABLE } } }"),
      ['spec.portLevelMtls["80"].mode'],
    );
  });

  it("refuses callers that turn it off, or leave the cluster", () => {
    const tls = (host: string, mode: string) =>
      rule(`{ host: ${host}, trafficPolicy: { portLevelSettings: [{ tls: { mode: ${mode} } }] } }`);
    const path = "spec.trafficPolicy.portLevelSettings[0].tls.mode";
    assert.deepEqual(tls("web", "ISTIO_MUTUAL"), []);
    assert.deepEqual(tls("web", "DISABLE"), [path]);
    assert.deepEqual(tls("web", "SIMPLE"), [path]);
    assert.deepEqual(tls("'*.local'", "SIMPLE"), [path]);
    // A store of others has a certificate of its own.
    assert.deepEqual(tls("minio.store.svc.cluster.local", "SIMPLE"), []);
    assert.deepEqual(tls("pki.test", "SIMPLE"), []);
    assert.deepEqual(rule("{ host: hub.test }"), ["spec.host"]);
    assert.deepEqual(rule("{ host: '*.local' }"), []);
    assert.deepEqual(
      rule(
        "{ host: pki.test, trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true } } }",
      ),
      ["spec.trafficPolicy.tls.insecureSkipVerify"],
    );
    assert.deepEqual(
      rule("{ host: web, subsets: [{ name: a, trafficPolicy: { tls: { mode: DISABLE } } }] }"),
      ["spec.subsets[0].trafficPolicy.tls.mode"],
    );
  });

  it("refuses a tunnel to a host outside", () => {
    const tunnel = (host: string) =>
      rule(`{ host: web, trafficPolicy: { tunnel: { targetHost: ${host}, targetPort: 443 } } }`);
    assert.deepEqual(tunnel("hub.test"), ["spec.trafficPolicy.tunnel.targetHost"]);
    assert.deepEqual(tunnel("store.team.svc"), []);
  });

  it("refuses to turn automatic TLS off for the mesh", () => {
    const mesh = (value: boolean) =>
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: istio }, data: { mesh: "enableAutoMtls: ${value}" } }`;
    assert.deepEqual(pathsOf(RULE, mesh(false)), ["data.mesh > enableAutoMtls"]);
    assert.deepEqual(pathsOf(RULE, mesh(true)), []);
  });
});

describe("token-keys-are-inside", () => {
  const keys = (rule: string) =>
    pathsOf(
      "token-keys-are-inside",
      object("RequestAuthentication", `{ jwtRules: [${rule}] }`, "security.istio.io/v1"),
    );

  it("refuses keys from outside, and an issuer outside that istiod would ask for them", () => {
    assert.deepEqual(keys("{ issuer: a, jwksUri: 'https://login.test/keys' }"), [
      "spec.jwtRules[0].jwksUri",
    ]);
    assert.deepEqual(keys("{ issuer: a, jwks_uri: 'https://login.test/keys' }"), [
      "spec.jwtRules[0].jwks_uri",
    ]);
    assert.deepEqual(keys("{ issuer: 'https://login.test' }"), ["spec.jwtRules[0].issuer"]);
  });

  it("accepts keys in the object, or from inside, whoever the issuer is", () => {
    assert.deepEqual(keys("{ issuer: 'https://login.test', jwks: '{}' }"), []);
    assert.deepEqual(
      keys("{ issuer: 'https://login.test', jwksUri: 'http://keys.store.svc/k' }"),
      [],
    );
    assert.deepEqual(keys("{ issuer: 'https://keys.store.svc' }"), []);
  });
});
