import type { CheckedPart } from "../schema/platform";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problems";
import { isWhole, parseQuantity } from "../quota/quantity";
import { countsObjects, isQuotaKey, nearQuotaKey } from "../quota/keys";
import { knownProfiles, type Quota, resolveQuota } from "../quota/profiles";
import type { Check } from "./check";
import { knownNames } from "./known-name";

/** A tenant's profile is one of the stack's, or the built-in one. */
export const quotaProfilesExist: Check = ({ tenants, quotaProfiles }) => {
  const known = Object.keys(knownProfiles(quotaProfiles, "prod"));
  return tenants.flatMap(({ quota: { profile } }, index) => {
    if (known.includes(profile)) return [];
    const message = `names no quota profile; ${knownNames(profile, known)}`;
    return [{ path: ["tenants", index, "quota", "profile"], message }];
  });
};

/** Kubernetes refuses some unknown keys of a quota, and takes others without ever limiting anything. */
export const quotasLimitWhatKubernetesCounts: Check = (platform) =>
  quotasAsWritten(platform).flatMap(({ path, quota }) =>
    Object.entries(quota.hard).flatMap(([key, amount]) => {
      const message = hardComplaint(key, amount);
      return message === undefined ? [] : [{ path: [...path, "hard", key], message }];
    }),
  );

function hardComplaint(key: string, amount: string): string | undefined {
  if (!isQuotaKey(key)) {
    const near = nearQuotaKey(key);
    const guess = near === undefined ? "" : `did you mean ${near}? `;
    return (
      `is an amount of what no quota can limit; ${guess}(known: requests. and limits. of cpu, memory and ` +
      "ephemeral-storage, requests.storage, pods, persistentvolumeclaims, services, secrets, configmaps, " +
      "requests.<device>, as in requests.nvidia.com/gpu, and count/<kinds>.<group>)"
    );
  }
  return countsObjects(key) && !isWhole(parseQuantity(amount))
    ? `is no whole number; write how many ${key} there may be`
    : undefined;
}

/** Kubernetes refuses a LimitRange whose default request is above its default, or that above its max. */
export const containerAmountsAreInOrder: Check = (platform) => [
  ...Object.entries(platform.quotaProfiles).flatMap(([name, quota]) =>
    disorder(quota, quota, ["quotaProfiles", name]),
  ),
  ...tenantQuotas(platform).flatMap(({ index, own, resolved }) =>
    disorder(resolved, own, ["tenants", index, "quota"]),
  ),
];

/** Each part may be at most the next; a default that is not said is the max. */
const order = [
  ["defaultRequest", "default"],
  ["default", "max"],
  ["defaultRequest", "max"],
] as const;

/** @param own what the place at `path` says itself: a pair that it leaves alone is somebody else's problem */
function disorder({ container }: Quota, own: Quota, path: Path): Problem[] {
  return (["cpu", "memory", "ephemeral-storage"] as const).flatMap((resource) =>
    order.flatMap(([low, high]) => {
      const [lower, upper] = [container[low]?.[resource], container[high]?.[resource]];
      const said = ([low, high] as const).filter((part) => own.container[part]?.[resource]);
      const [part] = said;
      const isImplied = high === "max" && low === "defaultRequest" && container.default?.[resource];
      if (!lower || !upper || !part || isImplied) return [];
      if (parseQuantity(lower) <= parseQuantity(upper)) return [];
      const message =
        part === low
          ? `is more than ${high}.${resource}, which is ${upper}; lower it, or raise ${high}.${resource}`
          : `is less than ${low}.${resource}, which is ${lower}; raise it, or lower ${low}.${resource}`;
      return [{ path: [...path, "container", part, resource], message }];
    }),
  );
}

/** Where the stack file writes quotas. */
const quotasAsWritten = ({
  tenants,
  quotaProfiles,
}: CheckedPart): { path: Path; quota: Quota }[] => [
  ...Object.entries(quotaProfiles).map(([name, quota]) => ({
    path: ["quotaProfiles", name],
    quota,
  })),
  ...tenants.map(({ quota }, index) => ({ path: ["tenants", index, "quota"], quota })),
];

/** What holds for each tenant, as far as it can be known: by environment, and by a profile that exists. */
export function tenantQuotas({ environment, quotaProfiles, tenants }: CheckedPart) {
  if (environment === undefined) return [];
  const known = knownProfiles(quotaProfiles, environment);
  return tenants.flatMap((tenant, index) =>
    Object.hasOwn(known, tenant.quota.profile)
      ? [
          {
            index,
            tenant,
            own: tenant.quota,
            resolved: resolveQuota(tenant.quota, quotaProfiles, environment),
          },
        ]
      : [],
  );
}
