import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const inside = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";
const tracing = (endpoint: string, egress: object) => ({
  seldon: { tracing: { endpoint, egress: [egress] } },
});
const prod = { environment: "prod", registry: { host: "harbor.test", username: "robot" } };
const address = { cidrs: ["10.20.0.50/32"], port: 4317 };

describe("the collector of traces", () => {
  it("is refused at a port that no way out opens", () => {
    assert.deepEqual(problems(tracing("otel.test:4318", address)), [
      'seldon.tracing.endpoint: "otel.test:4318" names port 4318, which no item of egress opens; add it there',
    ]);
    accepted(tracing("otel.test:4317", address));
  });

  it("is refused at an address that no way out holds", () => {
    assert.deepEqual(problems(tracing("10.20.0.51:4317", address)), [
      'seldon.tracing.endpoint: "10.20.0.51:4317" names 10.20.0.51, which is in no item of egress with port 4317; add it there',
    ]);
    accepted(tracing("10.20.0.50:4317", address));
  });

  it("is refused in the namespace of a tenant", () => {
    assert.deepEqual(problems(tracing("otel.team-a:4317", { namespace: "team-a", port: 4317 })), [
      'seldon.tracing.egress[0].namespace: "team-a" is a namespace of this platform, which lets no tenant in; run it in a namespace of its own',
    ]);
    accepted(tracing("otel.tracing:4317", { namespace: "tracing", port: 4317 }));
  });

  it("is refused on the internet in prod", () => {
    const outside = { cidrs: ["10.20.0.50/32", "8.8.8.8/32"], port: 4317 };
    assert.deepEqual(problems({ ...prod, ...tracing("otel.test:4317", outside) }), [
      `seldon.tracing.egress[0].cidrs[1]: "8.8.8.8/32" is not inside a private range, and prod reaches its collector only in its own network; write an address inside ${inside}`,
    ]);
    accepted(tracing("otel.test:4317", outside));
    accepted({ ...prod, ...tracing("otel.test:4317", address) });
  });
});
