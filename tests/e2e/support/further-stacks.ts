const apiServer = { cidrs: ["10.20.0.11/32"] };
const registry = { host: "harbor.test", prefix: "mirror", username: "robot$pull" };
const peer = { asn: 64512, myAsn: 64513, port: 1179, ebgpMultiHop: true };

/** Told to routers, with no TLS at the door: what fullStack cannot say beside MetalLB's l2 and HTTPS. */
export const routedStack = {
  environment: "prod",
  cluster: {
    context: "test",
    apiServer,
    nodes: [{ name: "node-1", address: "10.20.0.21" }],
  },
  registry,
  metalLb: {
    mode: "bgp",
    pools: [{ name: "told", addresses: ["10.20.1.0/24"] }],
    peers: [
      { ...peer, name: "spine-1", address: "10.20.0.2", passwordSecret: "made-by-others" },
      { ...peer, name: "spine-2", address: "10.20.0.3", asn: 4200000000 },
    ],
  },
  istio: { enabled: true },
  exposure: {
    type: "hardwareLoadBalancer",
    address: "10.20.0.5",
    direct: { service: "loadBalancer" },
  },
  tenants: [
    { name: "vision", servers: [{ name: "trees" }] },
    { name: "edge", exposure: { type: "direct", address: "10.20.1.7" } },
  ],
};

/** In a cloud, where certificates come from an ACME server: prod asks none. */
export const cloudStack = {
  environment: "dev",
  cluster: { context: "test", apiServer },
  registry,
  certManager: {
    authority: "selfSigned",
    acme: {
      server: "https://10.20.0.40/directory",
      email: "platform@example.test",
      egress: [{ cidrs: ["10.20.0.40/32"], port: 443 }],
    },
  },
  istio: { enabled: true },
  exposure: {
    type: "cloudLoadBalancer",
    annotations: { "example.test/internal": "true" },
    tls: {},
  },
  quotaProfiles: {
    small: {
      hard: { pods: 20 },
      container: {
        default: { cpu: "1" },
        defaultRequest: { memory: "64Mi", "ephemeral-storage": "1Gi" },
        max: { cpu: "4" },
      },
    },
  },
  tenants: [
    {
      name: "vision",
      quota: { profile: "small", container: { default: { memory: "1Gi" }, defaultRequest: {} } },
      servers: [{ name: "trees" }],
      exposure: { host: "vision.example.test" },
    },
    { name: "desk", exposure: { type: "ingressNginx" } },
  ],
};
