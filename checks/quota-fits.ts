import { proxyResources } from "../istio/proxy-resources";
import { knownVersions } from "../operator/unknown-operator-version";
import type { Problem } from "../schema/problems";
import type { Tenant } from "../schema/tenant";
import { tenantParts } from "../quota/parts";
import { quotaPlan, type QuotaPlan } from "../quota/plan";
import { formatAmount, quotaTable } from "../quota/table";
import type { Quota } from "../quota/profiles";
import type { Check } from "./check";
import { tenantQuotas } from "./quota";

/**
 * Every pod that Seldon's operator will make fits into the tenant's quota: Kubernetes would refuse it only
 * later, in an event that nobody reads.
 * @param version of Seldon; one that is not known is refused as a whole, and plans nothing here
 */
export const quotasHoldWhatSeldonMakes =
  (version: string): Check =>
  (platform) =>
    tenantQuotas(platform).flatMap(({ index, tenant, resolved }) => {
      // Training has no Seldon, and what is being taken down made do with its quota.
      if (tenant.kind === "training" || tenant.retire || !knownVersions.includes(version))
        return [];
      const parts = tenantParts(withoutRepeated(tenant), { ...platform, version });
      const plan = quotaPlan(parts, resolved, proxyOf(platform));
      return [...tooSmall(plan, resolved), ...tooLarge(plan)].map(({ path, message }) => ({
        path: ["tenants", index, "quota", ...path],
        message,
      }));
    });

/** What istiod puts beside each pod of a tenant. */
const proxyOf = ({ istio }: Parameters<Check>[0]) =>
  istio.enabled ? { name: "istio-proxy", resources: proxyResources(istio) } : undefined;

/** A server that is named twice is refused elsewhere, and will be there once. */
function withoutRepeated(tenant: Tenant): Tenant {
  const names = tenant.servers.map(({ name }) => name);
  return {
    ...tenant,
    servers: tenant.servers.filter(({ name }, index) => names.indexOf(name) === index),
  };
}

function tooSmall(plan: QuotaPlan, quota: Quota): Problem[] {
  if (plan.exceeded.length === 0) return [];
  const enough = plan.exceeded.map((key) => `${key} ${formatAmount(key, plan.total[key] ?? 0n)}`);
  const lines = [
    "is too small for what will be made:",
    ...quotaTable(plan, plan.exceeded, quota),
    `raise hard to ${enough.join(", ")}; or ask for less: fewer replicas, smaller resources`,
  ];
  return [{ path: [], message: lines.join("\n      ") }];
}

const tooLarge = ({ oversized }: QuotaPlan): Problem[] =>
  oversized.length === 0
    ? []
    : [
        {
          path: ["container", "max"],
          message: `is less than what some containers may use: ${oversized.join(", ")}; raise it, or give them less`,
        },
      ];
