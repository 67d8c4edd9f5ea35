import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

/** A stack with one tenant, one more object of a kind than its namespace has without a way in. */
const stack = (hard: object, exposure: object, more: object = {}) => ({
  quotaProfiles: { standard: {} },
  tenants: [{ name: "team-a", quota: { hard }, exposure }],
  ...more,
});

const certified = { certManager: { authority: "selfSigned" }, exposure: { tls: {} } };
const balanced = { exposure: { direct: { service: "loadBalancer" } } };

describe("the quota of a tenant with a way in of its own", () => {
  const refused: [way: string, hard: (count: number) => object, enough: number, more: object][] = [
    ["direct", (services) => ({ services }), 4, {}],
    ["direct", (ports) => ({ "services.nodeports": ports }), 1, {}],
    ["direct", (balancers) => ({ "services.loadbalancers": balancers }), 1, balanced],
    ["ingressNginx", (secrets) => ({ secrets }), 1, certified],
    ["ingressNginx", (all) => ({ "count/ingresses.networking.k8s.io": all }), 1, {}],
  ];
  for (const [type, hard, enough, more] of refused)
    it(`is one without room for what ${type} puts there: ${Object.keys(hard(1)).join()}`, () => {
      const [first] = problems(stack(hard(enough - 1), { type }, more));
      assert.match(first ?? "", /too small for what will be made/);
      accepted(stack(hard(enough), { type }, more));
      accepted(stack(hard(enough - 1), { type: "none" }, more));
    });
});
