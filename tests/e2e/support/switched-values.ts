import type { WayIn } from "../../../schema/exposure";
import { platformNamespaces } from "../../../schema/namespaces";

const endpoint = "http://minio.model-store.svc:9000";
const model = (name: string) => ({
  name,
  storageUri: `s3://models/${name}/1`,
  requirements: ["sklearn"],
  memory: "64Mi",
});

/** One that serves an experiment, and one that has nothing but its name. */
const tenants = [
  {
    name: "busy",
    groups: ["ml-busy"],
    servers: [{ name: "mlserver" }],
    storage: [{ scheme: "s3", endpoint, existing: true }],
    models: [model("first"), model("second")],
    experiments: [
      {
        name: "compared",
        default: "first",
        candidates: [
          { name: "first", weight: 70 },
          { name: "second", weight: 30 },
        ],
      },
    ],
  },
  { name: "quiet" },
];

const nodes = [21, 22].map((host) => ({
  name: `node-${String(host)}`,
  address: `10.20.0.${String(host)}`,
}));

/** What is the same whatever the way in. */
export const foundation = {
  environment: "prod",
  cluster: { context: "switching", apiServer: { cidrs: ["10.20.0.11/32"] }, nodes },
  registry: { host: "harbor.test", prefix: "mirror", username: "robot$pull" },
  certManager: { authority: "selfSigned" },
  istio: { enabled: true },
  modelStores: [{ endpoint, egress: [{ namespace: "model-store", port: 9000 }] }],
  tenants,
};

const metalLb = { mode: "l2", pools: [{ name: "doors", addresses: ["10.20.0.100-10.20.0.109"] }] };
const tls = {};

const exposures: Record<WayIn, object> = {
  cloudLoadBalancer: { tls },
  metalLb: { tls, address: "10.20.0.100" },
  hardwareLoadBalancer: { tls, address: "10.20.0.5" },
  nodePort: { tls },
  // Refused with TLS.
  direct: {},
  ingressNginx: { tls },
  none: {},
};

/** What a word changes in the stack file; MetalLB is there for its own word, since beside a cloud's it is refused. */
export const keysOf = (type: WayIn) => ({
  exposure: { type, ...exposures[type] },
  metalLb: type === "metalLb" ? metalLb : undefined,
});

/** What the gate holds to be true of it. */
export const site = {
  environment: "prod",
  imageHosts: ["harbor.test"],
  network: {
    platform: Object.values(platformNamespaces),
    apiServer: { cidrs: foundation.cluster.apiServer.cidrs },
    clients: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    ingress: "ingress-nginx",
    destinations: [{ for: "models", to: { namespace: "model-store" }, ports: [9000] }],
  },
};
