import { z } from "zod";

import { Quantity } from "./kubernetes";

const ContainerAmounts = z
  .record(z.enum(["cpu", "memory", "ephemeral-storage"]), Quantity.optional())
  .describe("amounts of one container, by resource");

/** What a tenant may use in all, and what a container gets that says nothing itself. */
export const Quota = z.strictObject({
  hard: z
    .record(z.string(), Quantity)
    .prefault({})
    .describe("spec.hard of the ResourceQuota, as in limits.cpu or requests.nvidia.com/gpu"),
  container: z
    .strictObject({
      default: ContainerAmounts.optional().describe("limits of a container that has none"),
      defaultRequest: ContainerAmounts.optional().describe("requests of a container without"),
      max: ContainerAmounts.optional().describe("the most that one container may ask for"),
    })
    .prefault({})
    .describe("the LimitRange for containers"),
});

/** A tenant's share: a profile of the stack, and what is different for this tenant. */
export const TenantQuota = z.strictObject({
  profile: z.string().default("standard").describe("a key of quotaProfiles, or standard"),
  ...Quota.shape,
});

export type Quota = z.infer<typeof Quota>;
export type TenantQuota = z.infer<typeof TenantQuota>;
