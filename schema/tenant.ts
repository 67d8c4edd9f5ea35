import { z } from "zod";

import { TenantExposure } from "./exposure";
import { DnsLabel, LabelValue } from "./kubernetes";
import { platformNamespaces } from "./namespaces";
import { TenantQuota } from "./quota";
import { Runtime } from "./runtime";
import { Server } from "./server";
import { Experiment, Model, Pipeline } from "./serving";
import { StorageAccess } from "./storage";

const reserved: readonly string[] = ["default", ...Object.values(platformNamespaces)];

const Group = z
  .string()
  .min(1, "is empty; write the group's name as the identity provider says it")
  .refine((name) => !name.startsWith("system:"), {
    error: "is a group of the cluster itself; write the team's own group",
  });

/** One team: its namespace, what it may use, and what it serves. */
export const Tenant = z.strictObject({
  name: DnsLabel.refine((name) => !reserved.includes(name) && !name.startsWith("kube-"), {
    error: "is reserved for the cluster or the platform; choose another name",
  }).describe("the team's namespace; a changed name is a removal and an addition"),
  kind: z
    .enum(["serving", "training"])
    .default("serving")
    .describe("training has quota, rights, secrets and isolation, but no Seldon runtime"),
  team: LabelValue.optional().describe("label of the namespace, for reports"),
  costCentre: LabelValue.optional().describe("label of the namespace, for cost reports"),
  groups: z.array(Group).prefault([]).describe("groups of people who work in this namespace"),
  podSecurity: z
    .enum(["restricted", "baseline"])
    .default("restricted")
    .describe("Pod Security level that is enforced"),
  quota: TenantQuota.prefault({}).describe("what the tenant may use in all"),
  runtime: Runtime.prefault({}).describe("the tenant's Seldon runtime"),
  servers: z.array(Server).prefault([]).describe("its model servers"),
  storage: z.array(StorageAccess).prefault([]).describe("its logins to model stores"),
  models: z.array(Model).prefault([]).describe("models that are kept loaded"),
  experiments: z.array(Experiment).prefault([]).describe("calls shared out between models"),
  pipelines: z.array(Pipeline).prefault([]).describe("models in a row or a graph; need Kafka"),
  exposure: TenantExposure.prefault({}).describe("how callers reach it, where it differs"),
  retire: z
    .boolean()
    .default(false)
    .describe("take the tenant down in the safe order; then remove the item"),
  force: z
    .boolean()
    .default(false)
    .describe("with retire: go on although the tenant still holds Models"),
});

export type Tenant = z.infer<typeof Tenant>;
