import assert from "node:assert/strict";

import { everythingNeededIsOpen } from "../../../policy/verdicts/everything-needed-is-open";
import type { Breach } from "../../../policy/verdicts/verdict";
import { allow, said, settings, viewed, without } from "./meshed";
import type { Raw } from "./objects";

const breachesOf = (objects: readonly Raw[]): Breach[] => everythingNeededIsOpen(viewed(objects));

const namesOf = (breaches: readonly Breach[]): string[] => [
  ...new Set(
    breaches.map(({ code, message }) => `${code} ${/: ([^.]*)\./.exec(message)?.[1] ?? message}`),
  ),
];

describe("everything-needed-is-open in a mesh", () => {
  it("holds where proxies let through what NetworkPolicies do", () => {
    assert.deepEqual(namesOf(breachesOf(said)), []);
  });

  const cases: readonly (readonly [kind: string, home: string, name: string, need: string])[] = [
    ["PeerAuthentication", "shop", "seldon-scheduler", "the controller loads models"],
    ["PeerAuthentication", "bank", "seldon-envoy", "the ingress controller hands calls on"],
    ["ServiceEntry", "shop", "agents", "Envoy hands calls to model servers"],
    ["ServiceEntry", "shop", "cache", "pods ask the DNS cache of their node"],
    ["ServiceEntry", "shop", "kafka", "pipelines reach Kafka"],
    ["ServiceEntry", "shop", "extra", "usage counts are sent"],
    ["ServiceEntry", "shop", "usage", "usage counts are sent"],
    ["AuthorizationPolicy", "istio-ingress", "clients", "callers reach the gateway"],
    ["AuthorizationPolicy", "bank", "ingress", "the ingress controller hands calls on"],
  ];
  for (const [kind, home, name, need] of cases)
    it(`says "${need}" without the ${kind} ${home}/${name}`, () => {
      const found = namesOf(breachesOf(without(kind, home, name)));
      assert.ok(found.includes(`NET-NEEDED ${need}`), found.join());
    });

  it("says why: Envoy's calls to model servers come in plain text", () => {
    const [first] = breachesOf(without("PeerAuthentication", "shop", "seldon-server"));
    assert.match(
      first?.message ?? "",
      /Envoy hands calls to model servers\. From shop\/seldon-envoy\[\w+\] to shop\/mlserver\[StatefulSet\] the mesh does not let it pass: .* In the mesh, shop\/mlserver\[StatefulSet\] takes TCP 9001 by mutual TLS alone \(STRICT\), and shop\/seldon-envoy\[\w+\] calls in plain text\./,
    );
    assert.match(first?.remedy ?? "", /a PeerAuthentication for the port/);
  });

  it("says the gateway's calls where only the tenant's own pods are let in", () => {
    const own = allow("shop", "own", { rules: [{ from: [{ source: { namespaces: ["shop"] } }] }] });
    const found = namesOf(breachesOf([...without("AuthorizationPolicy", "shop", "own"), own]));
    assert.deepEqual(found, ["NET-NEEDED the gateway hands calls on"]);
  });

  it("is not proved where somebody else is asked, or where the settings are no YAML", () => {
    const asked = allow("istio-ingress", "asked", {
      action: "CUSTOM",
      provider: { name: "any" },
      rules: [{}],
    });
    assert.deepEqual(namesOf(breachesOf([...said, asked])), [
      "NOT-PROVED callers reach the gateway",
      "NOT-PROVED cert-manager tries the answer at the door",
    ]);
    const broken = [...said.slice(1), settings("a: [")];
    assert.deepEqual(
      breachesOf(broken).map(({ code, path }) => `${code} ${path}`),
      ["NOT-PROVED data.mesh"],
    );
  });
});
