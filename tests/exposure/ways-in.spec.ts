import assert from "node:assert/strict";

import { hostOf, needsGateway, usesOf, wayInOf } from "../../exposure/ways-in";
import { waysIn } from "../../schema/exposure";
import { one, stack } from "./stack";

describe("the way in to a tenant", () => {
  it("is the stack's, unless the tenant has its own", () => {
    const stacks = one({ type: "metalLb" });
    assert.equal(wayInOf(stacks.tenant, stacks.platform), "metalLb");
    const own = one({ type: "metalLb" }, { type: "none" });
    assert.equal(wayInOf(own.tenant, own.platform), "none");
  });

  it("leads to its name before the domain, unless it has a host of its own", () => {
    const named = one({ domain: "models.test" });
    assert.equal(hostOf(named.tenant, named.platform), "team-a.models.test");
    const own = one({ domain: "models.test" }, { host: "fraud.example.test" });
    assert.equal(hostOf(own.tenant, own.platform), "fraud.example.test");
  });

  it("needs the gateway by four of the words", () => {
    assert.deepEqual(waysIn.filter(needsGateway), [
      "cloudLoadBalancer",
      "metalLb",
      "hardwareLoadBalancer",
      "nodePort",
    ]);
  });

  it("is used by served tenants only", () => {
    const platform = stack({
      exposure: { type: "metalLb" },
      tenants: [
        { name: "team-a" },
        { name: "team-b", exposure: { type: "direct" } },
        { name: "team-c", kind: "training", exposure: { type: "nodePort" } },
        { name: "team-d", retire: true, exposure: { type: "cloudLoadBalancer" } },
      ],
    });
    assert.deepEqual([...usesOf(platform)], ["metalLb", "direct"]);
  });
});
