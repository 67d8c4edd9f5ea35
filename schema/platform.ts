import { z } from "zod";

import { CertManager } from "./cert-manager";
import { Cluster } from "./cluster";
import { Exposure } from "./exposure";
import { Istio } from "./istio";
import { DnsLabel, LabelValue, Target } from "./kubernetes";
import { MetalLb } from "./metal-lb";
import { Quota } from "./quota";
import { metricsLevels } from "./runtime";
import { Registry } from "./registry";
import { Seldon } from "./seldon";
import { ModelStore } from "./storage";
import { Tenant } from "./tenant";

const AddOn = z.strictObject({
  namespace: DnsLabel.describe("where it runs"),
});

const Hodometer = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe("off: no pod and no address; on: one pod per tenant, which may reach TCP 80"),
  metricsLevel: z.enum(metricsLevels).default("feature").describe("how much it counts"),
  extraPublishUrls: z
    .array(
      z
        .string()
        .regex(/^https?:\/\/\S+$/, { error: "is no URL; write http://host/path", abort: true })
        // Else 443 or 80 could not be told from it.
        .refine((text) => URL.canParse(text), "is no URL; write http://host/path"),
    )
    .prefault([])
    .describe("further receivers of the same counts; those by another port than 80 are in egress"),
  egress: z
    .array(Target)
    .prefault([])
    .describe("where further receivers are: pods of a namespace, or exact addresses"),
});

const Monitoring = z.strictObject({
  namespace: DnsLabel.describe("where Prometheus runs: it alone may scrape the tenants"),
  labels: z
    .record(z.string(), LabelValue)
    .prefault({})
    .describe("labels by which Prometheus picks monitors and rules, as in release: prometheus"),
});

/** One stack file. */
export const Platform = z.strictObject({
  environment: z
    .enum(["dev", "prod"])
    .describe("which defaults and which cross-checks apply; prod must name a registry"),
  cluster: Cluster.describe("the one cluster of this stack"),
  registry: Registry.optional().describe("Harbor; absent: images come from upstream (dev only)"),
  certManager: CertManager.optional().describe("installs cert-manager; absent: it does not"),
  metalLb: MetalLb.optional().describe("installs MetalLB; absent: it does not"),
  istio: Istio.prefault({}).describe("the mesh between pods, and the gateway in front of it"),
  exposure: Exposure.prefault({}).describe("how callers reach the tenants' models"),
  addOns: z
    .strictObject({
      kiali: AddOn.optional().describe("Kiali is there"),
      jaeger: AddOn.optional().describe("Jaeger is there"),
    })
    .prefault({})
    .describe("what others have installed beside the mesh; the outputs say how to open it"),
  hodometer: Hodometer.prefault({}).describe("Seldon's usage telemetry"),
  seldon: Seldon.prefault({}).describe("what holds for every tenant's Seldon"),
  modelStores: z.array(ModelStore).prefault([]).describe("where models may be loaded from"),
  monitoring: Monitoring.optional().describe("the Prometheus operator is there; absent: it is not"),
  quotaProfiles: z
    .record(z.string(), Quota)
    .prefault({})
    .describe("shares by name; standard is built in and may be replaced"),
  tenants: z
    .array(Tenant, "is missing or no list; write one item per team, as in: - name: fraud-detection")
    .min(1, "is empty, and Seldon takes an empty watch list for every namespace; name a tenant")
    .describe("one item per team"),
});

/** A stack file as far as cross-checks need it: where cluster or environment are wrong, they still run. */
export const CheckedPart = Platform.partial({ cluster: true, environment: true });

export type Platform = Readonly<z.infer<typeof Platform>>;
export type CheckedPart = Readonly<z.infer<typeof CheckedPart>>;
export type Hodometer = Platform["hodometer"];
export type Monitoring = NonNullable<Platform["monitoring"]>;
