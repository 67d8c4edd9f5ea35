import { z } from "zod";

import { DnsLabel, Quantity } from "./kubernetes";

const Autoscaling = z.strictObject({
  minReplicas: z.int().min(1).default(1).describe("the least that is kept"),
  maxReplicas: z.int().min(1).describe("the most that it scales to"),
  metric: z
    .strictObject({
      name: z.string().min(1).describe("a custom metric of the Model, as in infer_rps"),
      averageValue: Quantity.describe("what one replica should carry"),
    })
    .describe("served by a metrics adapter on the cluster"),
});

/** A model that the platform keeps loaded. Teams may add more by kubectl. */
export const Model = z.strictObject({
  name: DnsLabel.describe("name that calls use"),
  storageUri: z.string().min(1).describe("where its files are, as in s3://models/iris"),
  requirements: z.array(z.string()).min(1).describe("capabilities that its server must have"),
  memory: Quantity.optional().describe("what it takes in the server's memory"),
  secretName: DnsLabel.optional().describe("storage Secret; absent: by the URI's scheme"),
  server: DnsLabel.optional().describe("the one server it may go to; absent: any that fits"),
  replicas: z.int().min(1).optional().describe("absent: 1"),
  minReplicas: z.int().min(1).optional().describe("with maxReplicas: Seldon scales between them"),
  maxReplicas: z.int().min(1).optional().describe("the most that Seldon scales to"),
  autoscaling: Autoscaling.optional().describe("a HorizontalPodAutoscaler on the Model"),
  artifactVersion: z.int().min(0).optional().describe("folder of the artifact to load"),
  modelType: z.string().optional().describe("loader, where the requirement alone does not tell"),
  parameters: z.record(z.string(), z.string()).prefault({}).describe("given to the model's loader"),
  input: z
    .looseObject({ inputs: z.array(z.unknown()).min(1).describe("tensors of the request") })
    .optional()
    .describe("a V2 request that the smoke test and the curl line send"),
});

const Weighted = z.strictObject({
  name: DnsLabel.describe("a model or a pipeline, by resourceType"),
  weight: z.int().min(0).max(100).describe("percent of the calls"),
});

/** Calls shared out between models or pipelines. */
export const Experiment = z.strictObject({
  name: DnsLabel.describe("name that calls use, followed by .experiment"),
  resourceType: z.enum(["model", "pipeline"]).default("model").describe("what the candidates are"),
  default: DnsLabel.optional().describe("the candidate whose own name is shared out as well"),
  candidates: z.array(Weighted).min(1).describe("weights sum to 100"),
  mirror: z
    .strictObject({
      name: DnsLabel.describe("a model or a pipeline, by resourceType"),
      percent: z.int().min(1).max(100).describe("share of the calls that are copied"),
    })
    .optional()
    .describe("gets a copy of calls, whose answers are dropped"),
});

/** Models in a row or a graph; needs Kafka. */
export const Pipeline = z.strictObject({
  name: DnsLabel.describe("name that calls use, followed by .pipeline"),
  steps: z
    .array(
      z.strictObject({
        name: DnsLabel.describe("a model"),
        inputs: z.array(z.string()).prefault([]).describe("absent: the pipeline's input"),
        tensorMap: z
          .record(z.string(), z.string())
          .optional()
          .describe("tensors of the inputs by the names that the model wants"),
      }),
    )
    .min(1)
    .describe("the models, in any order"),
  output: z.array(z.string()).min(1).describe("steps whose results are the answer"),
});

export type Model = z.infer<typeof Model>;
export type Experiment = z.infer<typeof Experiment>;
export type Pipeline = z.infer<typeof Pipeline>;
