import { z } from "zod";

import { Cidr, DnsLabel, LabelValue, Port } from "./kubernetes";
import { Quota } from "./quota";
import { metricsLevels } from "./runtime";
import { ImagePath, Seldon } from "./seldon";
import { ModelStore } from "./storage";
import { Tenant } from "./tenant";

const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const isRegistryHost = (text: string): boolean => {
  const [host = "", port = "443", ...rest] = text.split(":");
  const isPort = /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
  return rest.length === 0 && isPort && hostName.test(host);
};

const Cluster = z.strictObject({
  /** Path as written: `~` is the user's home, a relative path starts at the project folder. */
  kubeconfig: z
    .string()
    .min(1)
    .default("~/.kube/config")
    .describe("~ is the home, a relative path starts at the project; $KUBECONFIG is never read"),
  context: z
    .string("is missing; write the kubeconfig context of this cluster")
    .min(1, "names no context; write the kubeconfig context of this cluster")
    .describe("the kubeconfig context of the one cluster that this stack may touch"),
  apiServer: z
    .strictObject({
      cidrs: z
        .array(Cidr)
        .min(1, "is empty; list the addresses behind: kubectl get endpoints kubernetes")
        .describe("where the API servers are, behind the Service"),
      port: Port.default(6443).describe("the port behind the Service"),
    })
    .describe("what Seldon's pods may reach of the API server, and no other address"),
});

const Registry = z.strictObject({
  host: z
    .string()
    .refine(isRegistryHost, "is no registry host; write host or host:port, no scheme and no path")
    .describe("every image comes from here, as host/prefix/upstream path"),
  prefix: ImagePath.optional().describe("Harbor project, or project and folder"),
  username: z
    .string()
    .min(1, "is empty; write the robot account that may pull")
    .describe("the robot account of the pull secret, which each namespace gets a copy of"),
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
    .describe("further receivers of the same counts, each by its own port"),
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
export type Cluster = Platform["cluster"];
export type Registry = NonNullable<Platform["registry"]>;
export type Hodometer = Platform["hodometer"];
export type Monitoring = NonNullable<Platform["monitoring"]>;
