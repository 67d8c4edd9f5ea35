import { z } from "zod";

import { DnsLabel, LabelValue, Quantity, Resources } from "./kubernetes";
import { Image } from "./seldon";

const Toleration = z.strictObject({
  key: z.string().min(1).optional().describe("of the taint; absent: every taint"),
  operator: z.enum(["Exists", "Equal"]).default("Exists").describe("Equal compares the value"),
  value: z.string().optional().describe("of the taint, with Equal"),
  effect: z
    .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
    .optional()
    .describe("of the taint; absent: every effect"),
});

const Capability = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, "is no capability; write it as in sklearn");

/** A pool of model server pods: MLServer, Triton, or a container of the team's own. */
export const Server = z.strictObject({
  name: DnsLabel.describe("name of the Server and of its pods"),
  type: z
    .enum(["mlserver", "triton", "custom"])
    .default("mlserver")
    .describe("which model server; custom is a container of the team's own"),
  serverConfig: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      "is no bare name; Seldon reads ServerConfigs only in seldon-system, so write the name alone",
    )
    .optional()
    .describe("a ServerConfig in seldon-system that somebody else made; absent: by type"),
  image: Image.optional().describe("the model server's image: needed by custom"),
  capabilities: z
    .array(Capability)
    .min(1)
    .optional()
    .describe("what models may require; absent: what the type can do"),
  extraCapabilities: z.array(Capability).prefault([]).describe("added to the type's own"),
  replicas: z.int().min(1).optional().describe("absent: minReplicas, or 1"),
  minReplicas: z.int().min(1).optional().describe("with maxReplicas: Seldon scales between them"),
  maxReplicas: z.int().min(1).optional().describe("the most that Seldon scales to"),
  resources: Resources.prefault({}).describe("of the model server's container"),
  agentResources: Resources.prefault({}).describe("of Seldon's agent beside it"),
  gpu: z
    .strictObject({
      resource: z.string().min(1).default("nvidia.com/gpu").describe("name of the resource"),
      count: z.int().min(1).default(1).describe("per replica"),
    })
    .optional()
    .describe("GPUs of the model server's container"),
  nodeSelector: z.record(z.string(), LabelValue).prefault({}).describe("labels a node must have"),
  tolerations: z.array(Toleration).prefault([]).describe("taints the pods put up with"),
  env: z.record(z.string(), z.string()).prefault({}).describe("environment of the model server"),
  agent: z
    .strictObject({
      env: z.record(z.string(), z.string()).prefault({}).describe("environment of the agent"),
      args: z.array(z.string()).prefault([]).describe("arguments added to the agent's"),
    })
    .prefault({})
    .describe("Seldon's agent, which loads models into the server"),
  modelVolume: z
    .strictObject({
      size: Quantity.optional().describe("absent: seldon.storage.models"),
      className: DnsLabel.optional().describe("absent: seldon.storage.className"),
    })
    .optional()
    .describe("a model volume that differs from the stack's; makes a ServerConfig of its own"),
  disableAutoUpdate: z.boolean().default(false).describe("the same for its ServerConfig"),
});

export type Server = z.infer<typeof Server>;
