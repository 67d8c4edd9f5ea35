import assert from "node:assert/strict";

import { knownProfiles, resolveQuota } from "../../quota/profiles";
import { accepted } from "../setup-config";

const resolved = (
  quota: object,
  quotaProfiles: object = {},
  environment: "dev" | "prod" = "dev",
) => {
  const platform = accepted({ tenants: [{ name: "team-a", quota }], quotaProfiles });
  const [tenant] = platform.tenants;
  assert.ok(tenant);
  return resolveQuota(tenant.quota, platform.quotaProfiles, environment);
};

describe("a tenant's share", () => {
  it("is the standard profile when nothing is said", () => {
    for (const environment of ["dev", "prod"] as const)
      assert.deepEqual(
        resolved({}, {}, environment).hard,
        knownProfiles({}, environment)["standard"]?.hard,
      );
  });

  it("has no rule on CPU limits in dev, and one in prod", () => {
    assert.equal(resolved({}).hard["limits.cpu"], undefined);
    assert.notEqual(resolved({}, {}, "prod").hard["limits.cpu"], undefined);
  });

  for (const environment of ["dev", "prod"] as const)
    it(`gives in ${environment} every container the amounts that its quota asks for`, () => {
      const { hard, container } = resolved({}, {}, environment);
      for (const resource of ["cpu", "memory"] as const) {
        if (`requests.${resource}` in hard)
          assert.ok(container.defaultRequest?.[resource], resource);
        if (`limits.${resource}` in hard) assert.ok(container.default?.[resource], resource);
      }
    });

  it("is the profile, with the tenant's own amounts over it", () => {
    const profile = {
      hard: { pods: "10", "requests.cpu": "4" },
      container: { default: { cpu: "1", memory: "1Gi" }, defaultRequest: { cpu: "100m" } },
    };
    const own = {
      profile: "small",
      hard: { pods: 20, secrets: "5" },
      container: { default: { cpu: "2" } },
    };
    assert.deepEqual(resolved(own, { small: profile }), {
      hard: { pods: "20", "requests.cpu": "4", secrets: "5" },
      container: { default: { cpu: "2", memory: "1Gi" }, defaultRequest: { cpu: "100m" }, max: {} },
    });
  });

  it("is without limits where the stack's own standard has none", () => {
    assert.deepEqual(resolved({}, { standard: {} }), {
      hard: {},
      container: { default: {}, defaultRequest: {}, max: {} },
    });
  });

  it("is never made of a profile that nobody wrote", () => {
    const quota = accepted().tenants[0]?.quota;
    assert.ok(quota);
    for (const profile of ["gold", "constructor"])
      assert.throws(() => resolveQuota({ ...quota, profile }, {}, "dev"), {
        message: `"${profile}" is no quota profile`,
      });
  });
});
