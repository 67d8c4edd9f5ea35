import type { Problem } from "../schema/problems";
import { tenantParts } from "../seldon/quota-parts";
import { quotaPlan, type QuotaPlan } from "../seldon/quota-plan";
import { formatAmount, quotaTable } from "../seldon/quota-table";
import type { Quota } from "../seldon/quota-profiles";
import { charts } from "../versions";
import type { Check } from "./check";
import { tenantQuotas } from "./quota";

/**
 * Every pod that Seldon's operator will make fits into the tenant's quota: Kubernetes would refuse it only
 * later, in an event that nobody reads.
 */
export const quotasHoldWhatSeldonMakes: Check = (platform) =>
  tenantQuotas(platform).flatMap(({ index, tenant, resolved }) => {
    // Training has no Seldon, and what is being taken down made do with its quota.
    if (tenant.kind === "training" || tenant.retire) return [];
    const stack = { ...platform, version: charts.seldonSetup.version };
    const plan = quotaPlan(tenantParts(tenant, stack), resolved);
    return [...tooSmall(plan, resolved), ...tooLarge(plan)].map(({ path, message }) => ({
      path: ["tenants", index, "quota", ...path],
      message,
    }));
  });

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
