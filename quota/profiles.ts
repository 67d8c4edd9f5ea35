import type { Platform } from "../schema/platform";
import type { TenantQuota } from "../schema/quota";

type Environment = Platform["environment"];

/** Amounts of one container, as Kubernetes quantities. */
export type ContainerAmounts = Readonly<
  Partial<Record<"cpu" | "memory" | "ephemeral-storage", string | undefined>>
>;

/** What a namespace may use in all, and a container where it says nothing itself. */
export interface Quota {
  /** spec.hard of a ResourceQuota; empty: no ResourceQuota. */
  readonly hard: Readonly<Record<string, string>>;
  /** The parts of a LimitRange for containers; all empty: no LimitRange. */
  readonly container: Readonly<
    Partial<Record<"default" | "defaultRequest" | "max", ContainerAmounts>>
  >;
}

type Profiles = Readonly<Record<string, Quota>>;

/**
 * Enough for the runtime, Kafka's parts included, and a handful of small servers. No limits.cpu in dev:
 * a quota on it refuses every pod that states none, and there nobody waits for another's idle cores.
 */
const standard: Readonly<Record<Environment, Quota>> = {
  dev: {
    hard: {
      pods: "100",
      "requests.cpu": "16",
      "requests.memory": "64Gi",
      persistentvolumeclaims: "50",
      "requests.storage": "500Gi",
    },
    // A quota on requests refuses pods without them.
    container: { defaultRequest: { cpu: "50m", memory: "128Mi" } },
  },
  prod: {
    hard: {
      pods: "40",
      "requests.cpu": "8",
      "requests.memory": "32Gi",
      "limits.cpu": "24",
      "limits.memory": "32Gi",
      persistentvolumeclaims: "20",
      "requests.storage": "100Gi",
    },
    container: {
      default: { cpu: "1", memory: "512Mi" },
      defaultRequest: { cpu: "100m", memory: "512Mi" },
    },
  },
};

/** The profiles that a tenant of this stack may name. */
export const knownProfiles = (profiles: Profiles, environment: Environment): Profiles => ({
  standard: standard[environment],
  ...profiles,
});

/**
 * What holds for a tenant: its profile, and its own amounts over that, key by key.
 * @throws where the profile is unknown, which a cross-check refuses before
 */
export function resolveQuota(
  own: TenantQuota,
  profiles: Profiles,
  environment: Environment,
): Quota {
  const known = knownProfiles(profiles, environment);
  const profile = Object.hasOwn(known, own.profile) ? known[own.profile] : undefined;
  if (profile === undefined) throw new Error(`"${own.profile}" is no quota profile`);
  return {
    hard: { ...profile.hard, ...own.hard },
    container: {
      default: merged(profile.container.default, own.container.default),
      defaultRequest: merged(profile.container.defaultRequest, own.container.defaultRequest),
      max: merged(profile.container.max, own.container.max),
    },
  };
}

/** The schema leaves an undefined for each amount that is not said; none of them may hide a profile's. */
const merged = (profile: Said = {}, own: Said = {}): ContainerAmounts =>
  Object.fromEntries(
    [profile, own].flatMap((given) =>
      Object.entries(given).filter(([, amount]) => amount !== undefined),
    ),
  );

type Said = Readonly<Record<string, string | undefined>>;
