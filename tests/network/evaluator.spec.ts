import assert from "node:assert/strict";

import type { Policy } from "../../network/policies";
import { mayReach, type End } from "./evaluator";

const a: End = { namespace: "a", labels: { app: "web" } };
const b: End = { namespace: "b", labels: { app: "db" } };
const world: End = { address: "192.0.2.1" };
const port = { protocol: "TCP", port: 80 } as const;
const deny: Policy = {
  namespace: "any",
  name: "deny",
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};
const egress = (to: object[], ports?: { protocol: "TCP"; port: number }[]): Policy => ({
  namespace: "any",
  name: "egress",
  spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to, ...(ports && { ports }) }] },
});
const ingress = (from: object[]): Policy => ({
  namespace: "any",
  name: "ingress",
  spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from }] },
});
const reach = (of: Record<string, Policy[]>, from = a, to: End = b): boolean =>
  mayReach(new Map(Object.entries(of)), from, to)(port);
const named = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

// A checker that always says no would let every test of isolation pass.
describe("the evaluator that these tests judge policies with", () => {
  it("lets everything through where there is no policy, and nothing where all is denied", () => {
    assert.equal(reach({}), true);
    assert.equal(reach({ a: [deny] }), false);
    assert.equal(reach({ b: [deny] }), false);
  });

  it("demands that both ends allow a connection", () => {
    const out = egress([named("b")]);
    const into = ingress([named("a")]);
    assert.equal(reach({ a: [deny, out], b: [deny] }), false);
    assert.equal(reach({ a: [deny], b: [deny, into] }), false);
    assert.equal(reach({ a: [deny, out], b: [deny, into] }), true);
  });

  it("takes an empty list of peers for everybody", () => {
    assert.equal(reach({ a: [deny, egress([])] }), true);
  });

  it("takes a pod selector alone for the policy's own namespace", () => {
    const own = egress([{ podSelector: {} }]);
    assert.equal(reach({ a: [deny, own] }), false);
    assert.equal(reach({ a: [deny, own, ingress([{ podSelector: {} }])] }, a, a), true);
  });

  it("takes a namespace selector without labels for every namespace", () => {
    assert.equal(reach({ a: [deny, egress([{ namespaceSelector: {} }])] }), true);
  });

  it("looks at labels, ports and addresses", () => {
    const db = { ...named("b"), podSelector: { matchLabels: { app: "db" } } };
    const other = { ...named("b"), podSelector: { matchLabels: { app: "other" } } };
    assert.equal(reach({ a: [egress([db])] }), true);
    assert.equal(reach({ a: [egress([other])] }), false);
    assert.equal(reach({ a: [egress([db], [{ protocol: "TCP", port: 81 }])] }), false);
    assert.equal(reach({ a: [egress([{ ipBlock: { cidr: "192.0.2.0/24" } }])] }, a, world), true);
    assert.equal(reach({ a: [egress([{ ipBlock: { cidr: "192.0.3.0/24" } }])] }, a, world), false);
  });
});
