import assert from "node:assert/strict";

import { AddressSet } from "../../../policy/reach/sets/address-set";
import { authorized } from "../../../policy/reach/mesh/authorization";
import type { Caller } from "../../../policy/reach/mesh/authorization-rule";
import { authorizationPolicy, meshWith, pods } from "./objects";

const web = pods("shop", "web");
const nobody: Caller = { identity: undefined, addresses: undefined };
const till: Caller = {
  identity: { trustDomain: "cluster.local", namespace: "shop", serviceAccount: "till" },
  addresses: undefined,
};
const at = (cidr: string): Caller => ({ identity: undefined, addresses: AddressSet.parse(cidr) });

const answer = (caller: Caller, ...specs: readonly object[]) =>
  authorized(web, 80, caller, meshWith(...specs.map((spec) => authorizationPolicy("shop", spec))));

const rule = (source?: object, operation?: object, more: object = {}) => ({
  rules: [
    { ...(source && { from: [{ source }] }), ...(operation && { to: [{ operation }] }), ...more },
  ],
});

describe("AuthorizationPolicies", () => {
  it("let everybody in where there is none for the pod", () => {
    assert.equal(answer(nobody), "yes");
    assert.equal(answer(nobody, { selector: { matchLabels: { app: "other" } } }), "yes");
    const elsewhere = meshWith(authorizationPolicy("bank", {}));
    assert.equal(authorized(web, 80, nobody, elsewhere), "yes");
  });

  it("let nobody in by an empty spec, and everybody by an empty rule", () => {
    assert.equal(answer(till, {}), "no");
    assert.equal(answer(nobody, { rules: [{}] }), "yes");
  });

  it("hold everywhere from the root namespace, and others add to it", () => {
    const closed = authorizationPolicy("istio-system", {});
    const open = authorizationPolicy("shop", rule(undefined, { ports: ["80"] }));
    assert.equal(authorized(web, 80, nobody, meshWith(closed)), "no");
    assert.equal(authorized(web, 80, nobody, meshWith(closed, open)), "yes");
    assert.equal(authorized(web, 81, nobody, meshWith(closed, open)), "no");
  });

  it("know callers by principal, namespace and service account", () => {
    const sources = [
      { principals: ["cluster.local/ns/shop/sa/till"] },
      { principals: ["*/sa/till"] },
      { principals: ["cluster.local/ns/shop/*"] },
      { principals: ["*"] },
      { namespaces: ["shop"] },
      { namespaces: ["s*p"] },
      { serviceAccounts: ["till"] },
      { serviceAccounts: ["shop/till"] },
    ];
    for (const source of sources) {
      assert.equal(answer(till, rule(source)), "yes", JSON.stringify(source));
      assert.equal(answer(nobody, rule(source)), "no", JSON.stringify(source));
    }
    const others = [
      { principals: ["cluster.local/ns/shop/sa/tills"] },
      { namespaces: ["shops", "hop"] },
      { serviceAccounts: ["bank/till"] },
      { namespaces: ["shop"], principals: ["cluster.local/ns/bank/sa/till"] },
      { notNamespaces: ["shop"] },
    ];
    for (const source of others)
      assert.equal(answer(till, rule(source)), "no", JSON.stringify(source));
    assert.equal(answer(nobody, rule({ notPrincipals: ["*"] })), "yes");
  });

  it("know callers by address, and do not know those of pods", () => {
    assert.equal(answer(at("10.0.0.0/24"), rule({ ipBlocks: ["10.0.0.0/16"] })), "yes");
    assert.equal(answer(at("10.0.0.0/16"), rule({ ipBlocks: ["10.0.0.0/24"] })), "maybe");
    assert.equal(answer(at("10.1.0.0/24"), rule({ ipBlocks: ["10.0.0.0/24", "::1"] })), "no");
    assert.equal(answer(till, rule({ ipBlocks: ["10.0.0.0/24"] })), "maybe");
  });

  it("let a denial win over a permission", () => {
    const all = { rules: [{}] };
    assert.equal(answer(till, all, { action: "DENY", ...rule({ namespaces: ["shop"] }) }), "no");
    assert.equal(answer(till, all, { action: "DENY", ...rule({ namespaces: ["bank"] }) }), "yes");
    assert.equal(answer(till, all, { action: "DENY" }), "yes");
  });

  it("cannot tell what depends on the request, nor what others are asked", () => {
    assert.equal(answer(till, rule({ namespaces: ["shop"] }, { paths: ["/v2/*"] })), "maybe");
    assert.equal(answer(till, rule({ namespaces: ["bank"] }, { paths: ["/v2/*"] })), "no");
    assert.equal(answer(till, rule({ requestPrincipals: ["*"] })), "maybe");
    assert.equal(answer(till, { action: "CUSTOM", ...rule({}) }), "maybe");
    assert.equal(answer(till, rule({}, {}, { unheardOf: [] })), "maybe");
    assert.equal(answer(till, { action: "DENY", ...rule({}, { methods: ["GET"] }) }), "maybe");
  });

  it("know conditions on the caller and the port, and no others", () => {
    const when = (...conditions: readonly object[]) =>
      rule(undefined, undefined, { when: conditions });
    assert.equal(answer(till, when({ key: "source.namespace", values: ["shop"] })), "yes");
    assert.equal(answer(till, when({ key: "source.namespace", notValues: ["shop"] })), "no");
    assert.equal(answer(till, when({ key: "destination.port", values: ["81"] })), "no");
    assert.equal(answer(till, when({ key: "request.headers[x]", values: ["y"] })), "maybe");
  });

  it("pass over what only watches and what is for other proxies", () => {
    const dry = authorizationPolicy("shop", {}, { annotations: { "istio.io/dry-run": "true" } });
    assert.equal(authorized(web, 80, nobody, meshWith(dry)), "yes");
    assert.equal(answer(nobody, { action: "AUDIT", rules: [{}] }), "yes");
    assert.equal(answer(nobody, { targetRefs: [{ kind: "Service", name: "web" }] }), "yes");
  });
});
