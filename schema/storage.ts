import { z } from "zod";

import { DnsLabel, Target } from "./kubernetes";

/** A place that models may be loaded from. Whatever is not listed cannot be reached. */
export const ModelStore = z.strictObject({
  endpoint: z
    .string()
    .regex(/^https?:\/\/[^/\s?#@]+$/, "is no endpoint; write https://host or http://host:port")
    .describe("address of the object store"),
  egress: z.array(Target).min(1).describe("where it is, so that model servers may reach it"),
});

/** How a tenant's model servers log in to a store: one rclone Secret per URI scheme. */
export const StorageAccess = z.strictObject({
  scheme: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "is no URI scheme; write it as in s3")
    .describe("first part of the models' storageUri; also the rclone remote's name"),
  secretName: DnsLabel.optional().describe("name of the Secret; absent: rclone-<scheme>"),
  existing: z
    .boolean()
    .default(false)
    .describe("the Secret is made by others, as External Secrets or Sealed Secrets"),
  endpoint: z.string().describe("the endpoint of one of modelStores"),
  type: z.enum(["s3", "azureblob", "http", "webdav"]).default("s3").describe("rclone backend"),
  parameters: z
    .record(z.string(), z.string())
    .prefault({})
    .describe("further rclone parameters that are no secret, as in provider: Minio"),
});

export type ModelStore = z.infer<typeof ModelStore>;
export type StorageAccess = z.infer<typeof StorageAccess>;
