import { z } from "zod";

import { DnsLabel, Quantity, Target } from "./kubernetes";

const imagePath = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;

export const ImagePath = z
  .string()
  .regex(
    imagePath,
    "is no image path; write it as in project or project/folder, without slashes around",
  );

/** An image below the stack's registry; without a registry, below docker.io. */
export const Image = z.strictObject({
  path: ImagePath.describe("path below the registry's host and prefix"),
  tag: z
    .string()
    .regex(
      /^\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?$/,
      "is no tag; write it as in 2.9.1 or 2.9.1@sha256:…",
    )
    .refine((tag) => tag !== "latest", "is no fixed version; write the tag that was tested")
    .describe("version, with @sha256:… for one exact build"),
});

const SecretName = DnsLabel.describe("name of a Secret in each tenant's namespace");

/** Without this block there is no Kafka: gateways and dataflow stay at zero, Pipelines are refused. */
export const Kafka = z.strictObject({
  bootstrap: z
    .string()
    .regex(
      /^[A-Za-z0-9.-]+:\d{1,5}(,[A-Za-z0-9.-]+:\d{1,5})*$/,
      "is no list of brokers; write host:port, several with commas between",
    )
    .describe("the brokers, host:port with commas between"),
  topicPrefix: DnsLabel.default("seldon").describe("first part of every topic's name"),
  egress: z.array(Target).min(1).describe("where the brokers are, so that tenants may reach them"),
  partitions: z.int().min(1).default(1).describe("partitions of a topic that Seldon makes"),
  replicationFactor: z.int().min(1).default(1).describe("copies of each partition"),
  tls: z
    .strictObject({
      brokerCaSecret: SecretName.describe("Secret with the brokers' ca.crt"),
      clientSecret: SecretName.optional().describe(
        "Secret with tls.crt and tls.key for mutual TLS",
      ),
    })
    .optional()
    .describe("encrypt the way to the brokers"),
  sasl: z
    .strictObject({
      mechanism: z
        .enum(["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"])
        .default("SCRAM-SHA-512")
        .describe("as the brokers are set up"),
      username: z.string().min(1).describe("one name for all tenants; topics tell them apart"),
      secret: SecretName.describe("Secret with the key password"),
    })
    .optional()
    .describe("log in to the brokers by name and password"),
});

/** Without this block nothing is traced. */
export const Tracing = z.strictObject({
  endpoint: z
    .string()
    .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/, "is no endpoint; write host:port")
    .describe("OTLP collector that speaks gRPC, host:port"),
  ratio: z.number().min(0).max(1).default(1).describe("share of the requests that are traced"),
  egress: z.array(Target).min(1).describe("where the collector is, so that tenants may reach it"),
});

export const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace"]);

/** What holds for every tenant's Seldon. */
export const Seldon = z.strictObject({
  logLevel: LogLevel.default("info").describe("log level of all of Seldon's parts"),
  kafka: Kafka.optional().describe("the Kafka that Pipelines run on; absent: no Pipelines"),
  tracing: Tracing.optional().describe("where traces go; absent: nowhere"),
  controlPlaneTls: z
    .strictObject({
      issuer: DnsLabel.describe("cert-manager issuer of the certificates"),
      issuerKind: z
        .enum(["ClusterIssuer", "Issuer"])
        .default("ClusterIssuer")
        .describe("an Issuer must be in each tenant's namespace"),
    })
    .optional()
    .describe("mutual TLS between controller, scheduler and agents; absent: plain text"),
  storage: z
    .strictObject({
      className: DnsLabel.optional().describe("StorageClass; absent: the cluster's default"),
      scheduler: Quantity.default("1Gi").describe("size of each scheduler's volume"),
      models: Quantity.default("1Gi").describe("size of each server replica's model volume"),
    })
    .prefault({})
    .describe("volumes of schedulers and model servers"),
  images: z
    .partialRecord(
      z.enum([
        "controller",
        "scheduler",
        "envoy",
        "modelgateway",
        "pipelinegateway",
        "dataflow",
        "hodometer",
        "agent",
        "rclone",
        "mlserver",
        "triton",
      ]),
      Image,
    )
    .prefault({})
    .describe("own builds in place of Seldon's images; each is named in the stack's outputs"),
});

export type Image = z.infer<typeof Image>;
export type Kafka = z.infer<typeof Kafka>;
export type Tracing = z.infer<typeof Tracing>;
export type SeldonSettings = z.infer<typeof Seldon>;
