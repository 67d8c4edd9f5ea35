import { isIP } from "node:net";
import { z } from "zod";

const Namespace = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "the name of a namespace");

const Cidr = z.string().refine((text) => {
  const [address = "", bits = "", ...rest] = text.split("/");
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  return (
    family !== 0 && rest.length === 0 && /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= most
  );
}, "an address block, as in 10.20.0.11/32");

const Port = z.int().min(1).max(65535);

/** Pods of a namespace that others own, or addresses. */
const Place = z.union(
  [
    z.strictObject({ cidrs: z.array(Cidr).min(1) }),
    z.strictObject({
      namespace: Namespace,
      podLabels: z.record(z.string(), z.string()).optional(),
    }),
  ],
  "cidrs, or namespace and podLabels",
);

/**
 * What the platform may call beyond itself. Which pods may, the word says: `models` model servers and what
 * trains, `pipelines` the clients of Kafka, `traces` whatever sends them, `usage` hodometer,
 * `certificates` cert-manager.
 */
const Destination = z.strictObject({
  for: z.enum(["models", "pipelines", "traces", "usage", "certificates"]),
  /** The tenants that need it; where none is named, each may use it. */
  tenants: z.array(Namespace).min(1).optional(),
  to: Place,
  /** Of the pods, or of the addresses; TCP. */
  ports: z.array(Port).min(1),
});

/** What the gate holds to be true of a site's network, whatever the program under review says. */
export const SiteNetwork = z.strictObject({
  /** Namespaces of the platform; each other one of a stack is a tenant's. */
  platform: z.array(Namespace).min(1),
  /** Namespaces that others own, beside kube-system and its neighbours: what is in them is not judged. */
  foreign: z.array(Namespace).default([]),
  apiServer: z.strictObject({
    cidrs: z.array(Cidr).min(1),
    port: Port.default(6443),
    /** Further addresses that API servers call webhooks from. */
    webhookCallers: z.array(Cidr).default([]),
  }),
  dns: z
    .strictObject({
      namespace: Namespace.default("kube-system"),
      podLabels: z.record(z.string(), z.string()).default({ "k8s-app": "kube-dns" }),
      /** Addresses of a cache on each node. */
      nodeLocal: z.array(Cidr).default([]),
    })
    .prefault({}),
  /** Where callers of models come from. */
  clients: z.array(Cidr).default([]),
  /** Where Prometheus runs, if anything may be scraped. */
  monitoring: Namespace.optional(),
  /** Where an ingress controller of others runs, if callers come by it. */
  ingress: Namespace.optional(),
  /** Addresses of pods; where they are not known, any block may be taken to hold pods. */
  pods: z.array(Cidr).default([]),
  destinations: z.array(Destination).default([]),
});

export type SiteNetwork = z.infer<typeof SiteNetwork>;
export type SiteDestination = z.infer<typeof Destination>;
