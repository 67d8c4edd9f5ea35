import { z } from "zod";

import { Cidr, DnsLabel, IpAddress, Port } from "./kubernetes";

/** The ways in, one word each. */
export const waysIn = [
  "cloudLoadBalancer",
  "metalLb",
  "hardwareLoadBalancer",
  "nodePort",
  "direct",
  "ingressNginx",
  "none",
] as const;

export type WayIn = (typeof waysIn)[number];

/** A host as HTTP names it. */
export const Host = z
  .string()
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
    "is no host; write it in lower case, without scheme, port and path",
  );

const Annotations = z.record(z.string(), z.string());

/** How callers reach the tenants' models. */
export const Exposure = z.strictObject({
  type: z.enum(waysIn).default("none").describe("the way in; a tenant may have another"),
  domain: Host.default("seldon.internal").describe("a tenant's host is its name before this"),
  clients: z
    .array(Cidr)
    .min(1)
    .prefault(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])
    .describe("who may call, nodes and load balancers in between included"),
  tls: z
    .strictObject({
      secretName: DnsLabel.optional().describe(
        "a TLS Secret made by others, where the door is; absent: made by certManager",
      ),
    })
    .optional()
    .describe("HTTPS, and nothing but a redirect on HTTP; absent: HTTP"),
  address: IpAddress.optional().describe(
    "metalLb, hardwareLoadBalancer: the fixed address of the door",
  ),
  ports: z
    .strictObject({
      http: Port.default(31080).describe("NodePort of HTTP"),
      https: Port.default(31443).describe("NodePort of HTTPS"),
    })
    .prefault({})
    .describe("nodePort, hardwareLoadBalancer: the gateway's ports on every node"),
  annotations: Annotations.prefault({}).describe(
    "cloudLoadBalancer: annotations of the Service, which each cloud reads its own of",
  ),
  direct: z
    .strictObject({
      service: z
        .enum(["nodePort", "loadBalancer"])
        .default("nodePort")
        .describe("kind of Service in front of each tenant"),
    })
    .prefault({})
    .describe("direct: no gateway, one Service per tenant"),
  ingress: z
    .strictObject({
      className: DnsLabel.default("nginx").describe("IngressClass of the controller"),
      namespace: DnsLabel.default("ingress-nginx").describe("where the controller runs"),
    })
    .prefault({})
    .describe("ingressNginx: the ingress controller, which others install"),
});

/** What a tenant has of its own. */
export const TenantExposure = z.strictObject({
  type: z.enum(waysIn).optional().describe("another way in than the stack's"),
  host: Host.optional().describe("absent: the tenant's name before exposure.domain"),
  nodePort: Port.optional().describe("direct: fixed NodePort, as in 32000; absent: one is found"),
  address: IpAddress.optional().describe("direct by loadBalancer: fixed address"),
});

export type Exposure = z.infer<typeof Exposure>;
export type TenantExposure = z.infer<typeof TenantExposure>;
