import assert from "node:assert/strict";
import { EXAMPLE_SITE } from "../../../../policy/example-site";
import { judge } from "../../../../policy/judge";
import { customResourcesRules } from "../../../../policy/rules/custom-resources/all";
import { UNKNOWN } from "../../../../policy/unknown";
import { findingsOf } from "../../objects";
import { SITE } from "./told";

const ODD = [null, undefined, 7, "text", true, [], {}, [null], [[7]], { a: null }];

// Lists that hold what the rules look for, each with an odd value in its place.
const specs = ODD.flatMap((odd) => [
  odd,
  {
    hosts: odd,
    endpoints: odd,
    addresses: odd,
    http: odd,
    tls: odd,
    host: odd,
    trafficPolicy: odd,
  },
  { hosts: [odd], endpoints: [odd], addresses: [odd], jwtRules: [odd], blocks: [odd], mtls: odd },
  { acme: { solvers: [odd], server: odd }, ca: odd, vault: odd, venafi: odd, provider: odd },
  { acme: { solvers: [{ dns01: odd }] }, portLevelMtls: { 80: odd }, selector: odd, raw: odd },
  { bgp: { routers: [odd] }, peerAddress: odd, peerASN: odd, password: odd, conversion: odd },
  { remoteWrite: [odd], receivers: [{ webhookConfigs: [odd] }], staticConfigs: [{ targets: odd }] },
  { tracing: [{ providers: [odd] }], meshConfig: odd, values: odd, components: odd, template: odd },
  { outboundTrafficPolicy: odd, issuerRef: odd, url: odd, rules: [{ backendRefs: [odd] }] },
]);

const kinds = customResourcesRules.flatMap((rule) =>
  rule.scope === "object" ? [...(rule.kinds ?? [])] : [],
);

describe("the rules on custom resources, on objects that are none of the API server's", () => {
  it("never stop, whatever stands in a field", () => {
    const objects = [
      ...new Set([...kinds, "metallb.io/IPAddressPool", "telemetry.istio.io/Telemetry"]),
    ]
      .map((kind) => ({ apiVersion: `${kind.split("/")[0] ?? ""}/v1`, kind: kind.split("/")[1] }))
      .flatMap(({ apiVersion, kind }) =>
        specs.map((spec, index) => ({
          apiVersion: apiVersion.replace(/^\//, ""),
          kind,
          metadata: ODD[index % ODD.length],
          spec,
          data: spec,
          webhooks: spec,
        })),
      );
    const stopped = judge(customResourcesRules, objects, SITE).findings.filter(({ message }) =>
      message.includes("the rule stopped"),
    );
    assert.deepEqual(stopped.slice(0, 3), []);
  });

  it("tell of an unknown value, and of what lies beside it", () => {
    const entry = {
      apiVersion: "networking.istio.io/v1",
      kind: "ServiceEntry",
      metadata: { name: "a", namespace: "team" },
      spec: { hosts: [UNKNOWN, "hub.test"] },
    };
    const found = findingsOf("service-entries-stay-inside", [entry]);
    assert.deepEqual(
      found.map(({ path }) => path),
      ["spec.hosts[0]", "spec.hosts[1]"],
    );
    assert.match(found[0]?.message ?? "", /unknown at preview/);
  });

  it("read no data of a Secret", () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "a", namespace: "team" },
      data: UNKNOWN,
      stringData: { password: UNKNOWN },
    };
    assert.deepEqual(judge(customResourcesRules, [secret], EXAMPLE_SITE).findings, []);
  });

  it("see through the spellings of a host", () => {
    const spelt = (host: string) =>
      findingsOf("token-keys-are-inside", [
        {
          apiVersion: "security.istio.io/v1",
          kind: "RequestAuthentication",
          metadata: { name: "a", namespace: "team" },
          spec: { jwtRules: [{ issuer: "a", jwksUri: host }] },
        },
      ]).length;
    const outside = ["HTTPS://HUB.test./k", "https://keys.svc@hub.test", "http://0xcb.0.0x71.7"];
    const odd = ["https://keys.svc.hub.test", "https://[::ffff:203.0.113.7]/", "https://hüb.test"];
    for (const host of [...outside, ...odd, "https://keys.svc.cluster.local.evil.test"])
      assert.equal(spelt(host), 1, host);
    for (const host of ["HTTPS://KEYS.svc./k", "https://a:b@keys.svc:8443/k?x=hub.test"])
      assert.equal(spelt(host), 0, host);
  });
});
