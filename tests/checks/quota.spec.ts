import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const withQuota = (quota: object, more: object = {}) => ({
  tenants: [{ name: "team-a", quota }],
  ...more,
});

const known =
  "(known: requests. and limits. of cpu, memory and ephemeral-storage, requests.storage, pods, " +
  "persistentvolumeclaims, services, secrets, configmaps, requests.<device>, as in " +
  "requests.nvidia.com/gpu, and count/<kinds>.<group>)";

describe("a tenant's quota profile", () => {
  const quotaProfiles = { large: {} };

  it("is one of the stack's, and a near one is named", () => {
    assert.deepEqual(problems(withQuota({ profile: "larg" }, { quotaProfiles })), [
      'tenants[0].quota.profile: "larg" names no quota profile; did you mean large? (known: standard, large)',
    ]);
    accepted(withQuota({ profile: "large" }, { quotaProfiles }));
  });

  it("may be the built-in one without a word, or by name", () => {
    accepted(withQuota({}));
    accepted(withQuota({ profile: "standard" }));
    assert.deepEqual(problems(withQuota({ profile: "constructor" })), [
      'tenants[0].quota.profile: "constructor" names no quota profile; (known: standard)',
    ]);
  });
});

describe("a quota", () => {
  const refused: Readonly<Record<string, string>> = {
    "limit.cpu": "did you mean limits.cpu? ",
    pod: "did you mean pods? ",
    "nvidia.com/gpu": "did you mean requests.nvidia.com/gpu? ",
    "limits.nvidia.com/gpu": "did you mean requests.nvidia.com/gpu? ",
    "count/": "",
    constructor: "",
  };
  for (const [key, guess] of Object.entries(refused))
    it(`limits nothing by ${key}`, () => {
      assert.deepEqual(problems(withQuota({ hard: { [key]: 100 } })), [
        `tenants[0].quota.hard.${key}: 100 is an amount of what no quota can limit; ${guess}${known}`,
      ]);
    });

  for (const key of [
    "cpu",
    "memory",
    "limits.cpu",
    "limits.ephemeral-storage",
    "requests.storage",
    "pods",
    "services.loadbalancers",
    "requests.nvidia.com/gpu",
    "requests.hugepages-2Mi",
    "hugepages-1Gi",
    "count/pods",
    "count/models.mlops.seldon.io",
    "fast.storageclass.storage.k8s.io/requests.storage",
    "fast.storageclass.storage.k8s.io/persistentvolumeclaims",
  ])
    it(`may limit ${key}`, () => {
      accepted(withQuota({ hard: { [key]: "100Gi" } }));
    });

  it("counts whole things, and divides what can be divided", () => {
    assert.deepEqual(
      problems(withQuota({ hard: { pods: "20.5", "requests.nvidia.com/gpu": 0.5 } })),
      [
        'tenants[0].quota.hard.pods: "20.5" is no whole number; write how many pods there may be',
        "tenants[0].quota.hard.requests.nvidia.com/gpu: 0.5 is no whole number; write how many requests.nvidia.com/gpu there may be",
      ],
    );
    accepted(withQuota({ hard: { pods: "20", "limits.cpu": "20.5" } }));
  });

  it("is looked at in profiles as well, whether or not anybody uses them", () => {
    assert.deepEqual(problems({ quotaProfiles: { small: { hard: { pod: 9 } } } }), [
      `quotaProfiles.small.hard.pod: 9 is an amount of what no quota can limit; did you mean pods? ${known}`,
    ]);
    accepted({ quotaProfiles: { small: { hard: { pods: 9 } } } });
  });
});

describe("the amounts of a container that says nothing", () => {
  const container = (amounts: object) => withQuota({ profile: "none", container: amounts }, none);
  const none = { quotaProfiles: { none: {} } };

  it("are a request that is no more than the limit", () => {
    assert.deepEqual(
      problems(container({ default: { cpu: "1" }, defaultRequest: { cpu: "1001m" } })),
      [
        'tenants[0].quota.container.defaultRequest.cpu: "1001m" is more than default.cpu, which is 1; lower it, or raise default.cpu',
      ],
    );
    accepted(container({ default: { cpu: "1" }, defaultRequest: { cpu: "1000m" } }));
  });

  it("are a limit that is no more than any container may have", () => {
    assert.deepEqual(
      problems(container({ default: { memory: "33Gi" }, max: { memory: "32Gi" } })),
      [
        'tenants[0].quota.container.default.memory: "33Gi" is more than max.memory, which is 32Gi; lower it, or raise max.memory',
      ],
    );
    accepted(container({ default: { memory: "32Gi" }, max: { memory: "32Gi" } }));
  });

  it("are a request that is no more than any container may have, where that is the limit", () => {
    assert.deepEqual(problems(container({ defaultRequest: { cpu: 9 }, max: { cpu: 8 } })), [
      "tenants[0].quota.container.defaultRequest.cpu: 9 is more than max.cpu, which is 8; lower it, or raise max.cpu",
    ]);
    accepted(container({ defaultRequest: { cpu: 8 }, max: { cpu: 8 } }));
  });

  it("are compared with those of the profile", () => {
    const quotaProfiles = { small: { container: { default: { cpu: "2" }, max: { cpu: "4" } } } };
    const own = (amounts: object) =>
      withQuota({ profile: "small", container: amounts }, { quotaProfiles });
    assert.deepEqual(problems(own({ max: { cpu: "1500m" } })), [
      'tenants[0].quota.container.max.cpu: "1500m" is less than default.cpu, which is 2; raise it, or lower default.cpu',
    ]);
    accepted(own({ max: { cpu: "2" } }));
    accepted(own({ default: { cpu: "3" } }));
  });

  it("are named once where the profile is wrong, and not for each tenant", () => {
    const quotaProfiles = (cpu: number) => ({
      standard: { container: { default: { cpu }, max: { cpu: 4 } } },
    });
    assert.deepEqual(problems({ quotaProfiles: quotaProfiles(5) }), [
      "quotaProfiles.standard.container.default.cpu: 5 is more than max.cpu, which is 4; lower it, or raise max.cpu",
    ]);
    accepted({ quotaProfiles: quotaProfiles(4) });
  });
});
