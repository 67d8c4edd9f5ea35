import type { Exposure, WayIn } from "../schema/exposure";
import type { Tenant } from "../schema/tenant";

/** A tenant as callers see it. */
export type Reached = Pick<Tenant, "name" | "exposure">;

/** What its way in depends on besides. */
export interface Exposing {
  readonly exposure: Exposure;
}

/** The words that end at Istio's gateway, the one door that their tenants share. */
const throughTheGateway: readonly WayIn[] = [
  "cloudLoadBalancer",
  "metalLb",
  "hardwareLoadBalancer",
  "nodePort",
];

export const needsGateway = (word: WayIn): boolean => throughTheGateway.includes(word);

/** The tenant's own word, or the stack's. */
export const wayInOf = (
  { exposure }: Pick<Tenant, "exposure">,
  { exposure: { type } }: Exposing,
): WayIn => exposure.type ?? type;

/** The name that callers know the tenant by. */
export const hostOf = ({ name, exposure }: Reached, { exposure: { domain } }: Exposing): string =>
  exposure.host ?? `${name}.${domain}`;

/** Whether there is anything to call: a training tenant serves nothing, a retired one no more. */
export const isServed = ({ kind, retire }: Pick<Tenant, "kind" | "retire">): boolean =>
  kind === "serving" && !retire;

/** The words that some tenant is reached by. */
export const usesOf = (
  platform: Exposing & { readonly tenants: readonly Tenant[] },
): ReadonlySet<WayIn> =>
  new Set(platform.tenants.filter(isServed).map((tenant) => wayInOf(tenant, platform)));
