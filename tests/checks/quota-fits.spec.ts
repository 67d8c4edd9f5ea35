import assert from "node:assert/strict";

import { quotasHoldWhatSeldonMakes } from "../../checks/quota-fits";
import type { Tenant } from "../../schema/tenant";
import { accepted, problems, seldonVersion } from "../setup-config";

/** A stack with one tenant, and no limits but those of its own. */
const stack = (quota: object, tenant: object = {}, more: object = {}) => ({
  quotaProfiles: { standard: {} },
  tenants: [{ name: "team-a", quota, servers: [{ name: "iris" }], ...tenant }],
  ...more,
});

const registry = { host: "harbor.test", username: "robot" };
const kafka = {
  bootstrap: "kafka.test:9092",
  replicationFactor: 3,
  egress: [{ cidrs: ["10.0.0.9/32"], port: 9092 }],
};
const gateways = { replicas: { "seldon-modelgateway": 2 } };
const volume = { name: "a", modelVolume: { size: "7Gi" } };
const named = (...names: string[]) => names.map((name) => ({ name }));
const unit = (amount: string) => (amount.endsWith("Mi") ? "Mi" : "");

describe("a quota too small for a tenant", () => {
  it("is told with the sum of each component, the total, the quota, and what to do", () => {
    const hard = { pods: 3, "limits.cpu": "5500m", "limits.memory": "3Gi", "requests.cpu": 1 };
    const servers = [{ name: "iris", minReplicas: 1, maxReplicas: 2 }];
    assert.deepEqual(problems(stack({ hard }, { servers })), [
      'tenants[0].quota: {"hard":{"pods":3,"limits.cpu":"5500m","limits.memory":"3Gi","requests.cpu":1}} is too small for what will be made:',
      "                                   replicas  pods  limits.cpu  limits.memory",
      "      seldon-scheduler                    1     1           1         1024Mi",
      "      seldon-envoy                        1     1           1          128Mi",
      "      server iris                         2     2           5         4352Mi",
      "      one more pod during updates         1     1           1          128Mi",
      "      total                                     5           8         5632Mi",
      "      quota                                     3       5500m         3072Mi",
      "      raise hard to pods 5, limits.cpu 8, limits.memory 5632Mi; or ask for less: fewer replicas, smaller resources",
    ]);
    accepted(stack({ hard: { pods: 5, "limits.cpu": 8, "limits.memory": "5632Mi" } }, { servers }));
  });

  const refused: [what: string, key: string, enough: string, tenant: object, more: object][] = [
    ["a hodometer", "pods", "5", {}, { hodometer: { enabled: true } }],
    ["three parts for Kafka", "pods", "7", {}, { seldon: { kafka } }],
    ["two gateways", "pods", "8", { runtime: gateways }, { seldon: { kafka } }],
    ["another server", "persistentvolumeclaims", "3", { servers: named("a", "b") }, {}],
    [
      "a larger volume",
      "requests.storage",
      "6144Mi",
      {},
      { seldon: { storage: { models: "5Gi" } } },
    ],
    ["a volume of its own", "requests.storage", "8192Mi", { servers: [volume] }, {}],
    [
      "two GPUs",
      "requests.nvidia.com/gpu",
      "2",
      { servers: [{ name: "a", gpu: { count: 2 } }] },
      {},
    ],
    ["services per replica", "services", "5", { servers: [{ name: "a", replicas: 2 }] }, {}],
    ["config maps", "configmaps", "4", {}, {}],
    ["certificates", "secrets", "2", {}, { seldon: { controlPlaneTls: { issuer: "ca" } } }],
  ];
  for (const [what, key, enough, tenant, more] of refused)
    it(`is one without room for ${what}`, () => {
      const hard = (amount: bigint) => ({ hard: { [key]: amount.toString() + unit(enough) } });
      const exact = BigInt(enough.replace("Mi", ""));
      accepted(stack(hard(exact), tenant, more));
      const lines = problems(stack(hard(exact - 1n), tenant, more));
      assert.match(
        lines[0] ?? "",
        /^tenants\[0\]\.quota: \{.*\} is too small for what will be made:$/,
      );
      assert.equal(
        lines.at(-1),
        `      raise hard to ${key} ${enough}; or ask for less: fewer replicas, smaller resources`,
      );
    });

  it("is found in a profile as well, and for each tenant that has it", () => {
    const quotaProfiles = (pods: number) => ({ standard: { hard: { pods } } });
    const tenants = [{ name: "team-a" }, { name: "team-b" }];
    const lines = problems({ quotaProfiles: quotaProfiles(2), tenants });
    assert.deepEqual(
      lines.filter((line) => line.startsWith("tenants")),
      [0, 1].map((index) => `tenants[${String(index)}].quota: is too small for what will be made:`),
    );
    accepted({ quotaProfiles: quotaProfiles(3), tenants });
  });

  it("does not matter where nothing of Seldon's is made, or will be made again", () => {
    const none = { quota: { hard: { pods: 0 } } };
    const other = { name: "team-b" };
    accepted({ tenants: [{ name: "team-a", kind: "training", ...none }, other] });
    accepted({ tenants: [{ name: "team-a", retire: true, ...none }, other] });
    assert.equal(problems({ tenants: [{ name: "team-a", ...none }, other] }).length, 8);
  });
});

describe("the quota of a tenant with a mistake among its servers", () => {
  const hard = (pods: number) => ({ hard: { pods } });

  it("is held against a server that is named twice once", () => {
    const servers = named("iris", "iris");
    assert.deepEqual(problems(stack(hard(4), { servers })), [
      'tenants[0].servers[1].name: "iris" is the name of server 1 already; remove one of the two',
    ]);
    assert.equal(
      problems(stack(hard(3), { servers })).at(-2),
      "      quota                                     3",
    );
  });

  it("is held against the most replicas that are allowed, whatever is asked for beyond", () => {
    const servers = [{ name: "iris", replicas: 9, minReplicas: 1, maxReplicas: 2 }];
    assert.deepEqual(problems(stack(hard(5), { servers })), [
      "tenants[0].servers[0].replicas: 9 is more than maxReplicas, which is 2; lower it, or raise maxReplicas",
    ]);
  });
});

describe("a quota under a Seldon whose operator is not known", () => {
  it("is not planned, because the version is refused as a whole", () => {
    const platform = accepted();
    const quotaProfiles = { standard: { hard: { pods: "1" }, container: {} } };
    assert.equal(quotasHoldWhatSeldonMakes("2.10.0")({ ...platform, quotaProfiles }).length, 0);
    assert.equal(
      quotasHoldWhatSeldonMakes(seldonVersion)({ ...platform, quotaProfiles }).length,
      1,
    );
  });
});

describe("the most that a container may have", () => {
  it("is enough for each that will be made", () => {
    const max = (memory: string) => stack({ container: { max: { memory } } });
    assert.deepEqual(problems(max("1023Mi")), [
      'tenants[0].quota.container.max: {"memory":"1023Mi"} is less than what some containers may use: ' +
        "scheduler of seldon-scheduler (memory 1Gi), mlserver of server iris (memory 1Gi), " +
        "agent of server iris (memory 1Gi); raise it, or give them less",
    ]);
    accepted(max("1Gi"));
  });
});

describe("the built-in quota", () => {
  for (const environment of ["dev", "prod"] as const)
    for (const [what, servers] of Object.entries({
      "an MLServer that scales to two": [{ name: "a", minReplicas: 1, maxReplicas: 2 }],
      "an MLServer and a Triton": [{ name: "a" }, { name: "b", type: "triton" }],
    }))
      for (const enabled of [false, true])
        it(`holds in ${environment} a runtime with all its parts and ${what}${enabled ? ", in the mesh" : ""}`, () => {
          accepted({
            environment,
            registry,
            hodometer: { enabled: environment === "dev" },
            istio: { enabled },
            seldon: { kafka },
            tenants: [{ name: "team-a", servers }],
          });
        });
});

describe("planning a tenant", () => {
  it("takes less than ten milliseconds of a processor, however many replicas there are", () => {
    const servers = [{ name: "a", replicas: 1_000_000 }, { name: "b" }];
    const platform = accepted({ ...stack({}), environment: "prod", registry });
    const [first] = accepted(stack({}, { servers })).tenants;
    assert.ok(first);
    const tenants = Array.from({ length: 50 }, (): Tenant => ({ ...first, quota: first.quota }));
    const plan = quotasHoldWhatSeldonMakes(seldonVersion);
    const run = () => plan({ ...platform, quotaProfiles: {}, tenants });
    assert.equal(run().length, 50);
    // Time of this process alone: others may be busy on the machine. The first runs are compiled on the way.
    const times = Array.from({ length: 8 }, () => {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000 / tenants.length;
    });
    const fastest = Math.min(...times);
    assert.ok(fastest < 10, `${String(fastest)} ms`);
  });
});
