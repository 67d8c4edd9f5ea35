import assert from "node:assert/strict";
import fc from "fast-check";

import { claimsOf } from "../../operator/claims";
import { podsOf } from "../../operator/pods";
import { serverObjects } from "../../operator/server-objects";
import { parseQuantity, pieces } from "../../quota/quantity";
import { tenantParts } from "../../quota/parts";
import { quotaPlan } from "../../quota/plan";
import type { Quota } from "../../quota/profiles";
import { serverObject } from "../../seldon/server";
import { serverConfigSkeleton } from "../../quota/setup-skeleton";
import { accepted, seldonVersion } from "../setup-config";

const keys = [
  "pods",
  "limits.cpu",
  "requests.memory",
  "requests.storage",
  "services",
  "count/pods",
];
const quota = (change: Partial<Quota> = {}): Quota => ({
  hard: Object.fromEntries(keys.map((key) => [key, "0"])),
  container: {},
  ...change,
});

const kafka = { bootstrap: "kafka.test:9092", egress: [{ cidrs: ["10.0.0.9/32"], port: 9092 }] };

function partsOf(envoys: number, gateways: number, servers: readonly number[]) {
  const replicas = { "seldon-envoy": envoys, "seldon-modelgateway": gateways };
  const platform = accepted({
    quotaProfiles: { standard: {} },
    seldon: { kafka },
    tenants: [
      {
        name: "team-a",
        runtime: { replicas },
        servers: servers.map((count, index) => ({ name: `s${String(index)}`, replicas: count })),
      },
    ],
  });
  const [tenant] = platform.tenants;
  assert.ok(tenant);
  return tenantParts(tenant, { ...platform, version: seldonVersion });
}

describe("the plan of a tenant's quota", () => {
  const count = fc.integer({ min: 1, max: 20 });

  it("never shrinks when replicas grow", () => {
    const servers = fc.array(fc.tuple(count, fc.nat(3)), { maxLength: 3 });
    fc.assert(
      fc.property(count, count, servers, fc.nat(1), (envoys, gateways, pairs, more) => {
        const total = (grown: number) =>
          quotaPlan(
            partsOf(
              Math.min(envoys + grown, 20),
              gateways,
              pairs.map(([replicas, further]) => replicas + further * grown),
            ),
            quota(),
          ).total;
        const [before, after] = [total(0), total(more)];
        for (const key of keys) assert.ok((after[key] ?? 0n) >= (before[key] ?? 0n), key);
      }),
      { numRuns: 30 },
    );
  });

  it("has the sum of its rows as its total", () => {
    const { rows, total } = quotaPlan(partsOf(2, 3, [1, 4]), quota());
    for (const key of keys)
      assert.equal(
        rows.reduce((sum, { used }) => sum + (used[key] ?? 0n), 0n),
        total[key],
        key,
      );
    assert.equal(total["pods"], parseQuantity("14"));
    assert.equal(total["pods"], total["count/pods"]);
  });

  it("counts for each replica what the operator makes of all of them together", () => {
    const platform = accepted({
      tenants: [{ name: "team-a", servers: [{ name: "a", replicas: 3 }] }],
    });
    const [server] = platform.tenants[0]?.servers ?? [];
    assert.ok(server);
    const objects = serverObjects({
      version: seldonVersion,
      namespace: "team-a",
      serverConfig: serverConfigSkeleton(server, platform.seldon),
      server: serverObject("team-a", server, undefined),
    });
    const part = partsOf(1, 1, [3]).filter(({ name }) => name === "server s0");
    const { total } = quotaPlan(part, quota());
    assert.deepEqual(
      [total["pods"], total["requests.storage"], total["services"]],
      [
        pieces(podsOf(objects).length),
        parseQuantity(`${String(claimsOf(objects).length)}Gi`),
        pieces(objects.filter(({ kind }) => kind === "Service").length),
      ],
    );
    assert.equal(total["pods"], pieces(3));
  });

  it("has room for the largest pod that is there twice while it is replaced", () => {
    const last = quotaPlan(partsOf(1, 1, [1]), quota()).rows.at(-1);
    assert.equal(last?.used["requests.memory"], parseQuantity("1G"));
    assert.deepEqual(
      [last.used["requests.storage"], last.used["services"], last.used["pods"]],
      [0n, 0n, parseQuantity("1")],
    );
  });

  it("exceeds a quota by the least that there is, and fits exactly", () => {
    const { total } = quotaPlan(partsOf(1, 1, [1]), quota());
    const hard = (less: bigint) => ({ pods: `${String((total["pods"] ?? 0n) - less)}n` });
    assert.deepEqual(quotaPlan(partsOf(1, 1, [1]), quota({ hard: hard(1n) })).exceeded, ["pods"]);
    assert.deepEqual(quotaPlan(partsOf(1, 1, [1]), quota({ hard: hard(0n) })).exceeded, []);
  });

  it("has a sidecar in each pod, and none where there is no pod", () => {
    const sidecar = { name: "istio-proxy", resources: { limits: { cpu: "2" } } };
    const parts = partsOf(1, 1, [3]);
    const plans = [quotaPlan(parts, quota()), quotaPlan(parts, quota(), sidecar)] as const;
    const more = plans.map(({ total }) => total["limits.cpu"] ?? 0n).reduce((a, b) => b - a);
    const pods = plans[1].total["pods"] ?? 0n;
    assert.equal(more, 2n * pods);
  });

  it("names no container as too large that has no pod", () => {
    const platform = accepted();
    const [tenant] = platform.tenants;
    assert.ok(tenant);
    const parts = tenantParts(tenant, { ...platform, version: seldonVersion });
    const { oversized } = quotaPlan(parts, quota({ container: { max: { memory: "100Mi" } } }));
    assert.deepEqual(oversized, [
      "scheduler of seldon-scheduler (memory 1Gi)",
      "envoy of seldon-envoy (memory 128Mi)",
    ]);
  });
});
