import { z } from "zod";

import { Resources } from "./kubernetes";

/** How much usage telemetry counts, least first. */
export const metricsLevels = ["cluster", "resource", "feature"] as const;

const Gateway = z
  .int()
  .min(1)
  .max(20)
  .optional()
  .describe("needs seldon.kafka; 1 with Kafka, 0 without");

/** A tenant's Seldon runtime. Its scheduler is one, always. */
export const Runtime = z.strictObject({
  replicas: z
    .strictObject({
      "seldon-envoy": z.int().min(1).max(20).default(1).describe("the tenant's entry point"),
      "seldon-modelgateway": Gateway,
      "seldon-pipelinegateway": Gateway,
      "seldon-dataflow-engine": Gateway,
    })
    .prefault({})
    .describe("replicas per component"),
  resources: z
    .partialRecord(
      z.enum([
        "hodometer",
        "seldon-scheduler",
        "seldon-envoy",
        "seldon-modelgateway",
        "seldon-pipelinegateway",
        "seldon-dataflow-engine",
      ]),
      Resources,
    )
    .prefault({})
    .describe("requests and limits per component"),
  hodometer: z
    .strictObject({
      enabled: z.literal(false).optional().describe("off for this tenant"),
      metricsLevel: z.enum(metricsLevels).optional().describe("count less than the stack does"),
    })
    .prefault({})
    .describe("usage telemetry: a tenant may only turn it further off"),
  disableAutoUpdate: z
    .boolean()
    .default(false)
    .describe(
      "put off what a changed SeldonConfig brings until the controller starts again; no lock",
    ),
});

export type Runtime = z.infer<typeof Runtime>;
export type ComponentName = keyof Runtime["resources"];
