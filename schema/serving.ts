import { z } from "zod";

import { DnsLabel, Quantity } from "./kubernetes";

const Autoscaling = z.strictObject({
  minReplicas: z.int().min(1).default(1),
  maxReplicas: z.int().min(1),
  metric: z
    .strictObject({
      name: z.string().min(1).describe("a custom metric of the Model, as in infer_rps"),
      averageValue: Quantity.describe("what one replica should carry"),
    })
    .describe("served by a metrics adapter on the cluster"),
});

/** A model that the platform keeps loaded. Teams may add more by kubectl. */
export const Model = z.strictObject({
  name: DnsLabel,
  storageUri: z.string().min(1).describe("where its files are, as in s3://models/iris"),
  requirements: z.array(z.string()).min(1).describe("capabilities that its server must have"),
  memory: Quantity.optional().describe("what it takes in the server's memory"),
  secretName: DnsLabel.optional().describe("storage Secret; absent: by the URI's scheme"),
  server: DnsLabel.optional().describe("the one server it may go to; absent: any that fits"),
  replicas: z.int().min(1).optional().describe("absent: 1"),
  minReplicas: z.int().min(1).optional(),
  maxReplicas: z.int().min(1).optional(),
  autoscaling: Autoscaling.optional().describe("a HorizontalPodAutoscaler on the Model"),
  artifactVersion: z.int().min(0).optional().describe("folder of the artifact to load"),
  modelType: z.string().optional(),
  parameters: z.record(z.string(), z.string()).prefault({}),
  input: z
    .strictObject({ data: z.array(z.unknown()).min(1) })
    .loose()
    .optional()
    .describe("a V2 request that the smoke test and the curl line send"),
});

const Weighted = z.strictObject({
  name: DnsLabel,
  weight: z.int().min(0).max(100).describe("percent of the calls"),
});

/** Calls shared out between models or pipelines. */
export const Experiment = z.strictObject({
  name: DnsLabel,
  resourceType: z.enum(["model", "pipeline"]).default("model"),
  default: DnsLabel.optional().describe("the candidate whose own name is shared out as well"),
  candidates: z.array(Weighted).min(1).describe("weights sum to 100"),
  mirror: z
    .strictObject({ name: DnsLabel, percent: z.int().min(1).max(100) })
    .optional()
    .describe("gets a copy of calls, whose answers are dropped"),
});

/** Models in a row or a graph; needs Kafka. */
export const Pipeline = z.strictObject({
  name: DnsLabel,
  steps: z
    .array(
      z.strictObject({
        name: DnsLabel.describe("a model"),
        inputs: z.array(z.string()).prefault([]).describe("absent: the pipeline's input"),
        tensorMap: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1),
  output: z.array(z.string()).min(1).describe("steps whose results are the answer"),
});

export type Model = z.infer<typeof Model>;
export type Experiment = z.infer<typeof Experiment>;
export type Pipeline = z.infer<typeof Pipeline>;
