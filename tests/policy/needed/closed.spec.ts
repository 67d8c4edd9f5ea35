import assert from "node:assert/strict";

import { closed } from "../../../policy/needed/closed";
import { viewOf } from "../../../policy/verdicts/view";
import { flowsOf } from "./flows";
import type { Flow, Place } from "./objects";
import { named } from "./platform";
import { shutBut, site } from "./stack";

const server: Place = { namespace: "shop", labels: named("seldon-server") };

const openBy = (...flows: readonly Omit<Flow, "need">[]) => {
  const added = flows.map((flow) => ({ ...flow, need: "none" }));
  const view = viewOf(shutBut([...flowsOf(), ...added]), site);
  assert.ok(view);
  return closed(view).map(({ code, message, rules }) => ({ code, message, rules }));
};

describe("ports that nobody may reach", () => {
  it("are closed in a stack where each flow lists its ports", () => {
    assert.deepEqual(openBy(), []);
  });

  it("are open to a tenant's own pods by a rule of all ports, and the rule is named", () => {
    const shop = { namespace: "shop" };
    const found = openBy({ from: shop, to: shop, ports: ["tcp/1-65535"] });
    assert.deepEqual(
      found.map(({ code }) => code),
      ["NET-CLOSED", "NET-CLOSED"],
    );
    assert.match(
      found[0]?.message ?? "",
      /^TCP 5572 of shop\/mlserver\[StatefulSet\], rclone's control port, is open to shop\/.* It asks for no login\.$/,
    );
    assert.match(found[1]?.message ?? "", /^TCP 7777 .* the agent's debug port/);
    assert.match(found[0]?.rules?.join() ?? "", /^shop\/\d+-ingress spec\.ingress\[0\]$/);
  });

  it("stay closed beside the ports of metrics", () => {
    const monitoring = { namespace: "monitoring" };
    assert.deepEqual(openBy({ from: monitoring, to: server, ports: [8002, 8082, 9006] }), []);
    assert.equal(openBy({ from: monitoring, to: server, ports: [9006, 7777] }).length, 1);
  });

  it("are open to addresses, and to blocks that may hold pods", () => {
    const [found] = openBy({ from: { cidr: "10.0.0.0/8" }, to: server, ports: ["tcp/5000-6000"] });
    assert.match(found?.message ?? "", /^TCP 5572/);
  });

  it("are nobody's concern where no model server is", () => {
    const bank = { namespace: "bank" };
    assert.deepEqual(openBy({ from: bank, to: bank, ports: ["tcp/1-65535"] }), []);
  });
});
