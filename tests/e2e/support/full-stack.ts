import * as pem from "../../certificates/made-up";
import { fullTenant, modelStore } from "./full-tenant";

const inside = (host: number, port: number) => ({ cidrs: [`10.20.0.${host}/32`], port });
const image = (path: string) => ({ path, tag: "1.0.0" });

const seldon = {
  logLevel: "debug",
  kafka: {
    bootstrap: "10.20.0.30:9093",
    topicPrefix: "vision",
    egress: [inside(30, 9093)],
    partitions: 4,
    replicationFactor: 3,
    tls: { brokerCaSecret: "kafka-ca", clientSecret: "kafka-client" },
    sasl: { mechanism: "SCRAM-SHA-256", username: "seldon", secret: "kafka-password" },
  },
  tracing: {
    endpoint: "10.20.0.31:4317",
    ratio: 0.5,
    egress: [inside(31, 4317)],
  },
  controlPlaneTls: { issuer: "platform-ca", issuerKind: "Issuer" },
  storage: { className: "simulated", scheduler: "2Gi", models: "3Gi" },
  images: Object.fromEntries(
    [
      ...["controller", "scheduler", "envoy", "modelgateway", "pipelinegateway", "dataflow"],
      ...["hodometer", "agent", "rclone", "mlserver", "triton"],
    ].map((name) => [name, image(`builds/${name}`)]),
  ),
};

const cluster = {
  kubeconfig: "unread",
  context: "test",
  apiServer: {
    cidrs: ["10.20.0.11/32"],
    port: 6443,
    webhookCallers: ["10.42.0.0/16"],
  },
  nodeLocalDns: ["169.254.20.10/32"],
  nodes: [{ name: "node-1", address: "10.20.0.21" }],
  nodePorts: { from: 31000, to: 32500 },
  taken: [
    { name: "Harbor", nodePort: 31881 },
    { name: "router", address: "10.20.0.1" },
  ],
};

const registry = {
  host: "harbor.test",
  prefix: "mirror",
  username: "robot$pull",
  caFile: "/etc/ssl/harbor-ca.crt",
  robots: {
    username: "robot$maker",
    project: "mirror",
    rotation: 2,
    durationDays: 90,
    api: "https://harbor.test",
    caFile: "harbor-ca.crt",
  },
};

const metalLb = {
  mode: "l2",
  pools: [
    { name: "door", addresses: ["10.20.0.100-10.20.0.109"], autoAssign: false },
    { name: "others", addresses: ["10.20.0.112/28"] },
  ],
  interfaces: ["eth1"],
};

const istio = {
  enabled: true,
  replicas: { istiod: 3, gateway: 2 },
  cni: { binDir: "/var/lib/cni/bin", confDir: "/var/lib/cni/net.d" },
  proxy: {
    requests: { cpu: "30m", memory: "80Mi" },
    limits: { cpu: "600m", memory: "300Mi" },
  },
  authority: "certManager",
};

/** Tenants of each way in that one stack can have beside MetalLB's and HTTPS. */
const others = [
  {
    name: "quiet",
    quota: { container: { max: { cpu: "4" } } },
    runtime: { hodometer: { enabled: false } },
    exposure: { type: "nodePort" },
  },
  { name: "desk", exposure: { type: "ingressNginx" } },
  { name: "apart", exposure: { type: "none" } },
  { name: "school", kind: "training" },
];

/** A made-up stack that says as much as one stack can; further-stacks.ts says the rest. */
export const fullStack = {
  environment: "prod",
  cluster,
  registry,
  certManager: {
    authority: "intermediate",
    intermediate: { certificate: pem.intermediate, root: pem.root },
  },
  metalLb,
  istio,
  exposure: {
    type: "metalLb",
    domain: "models.test",
    clients: ["10.20.0.0/16"],
    tls: { secretName: "made-by-others" },
    address: "10.20.0.100",
    ports: { http: 31080, https: 31443 },
    ingress: { className: "inner", namespace: "ingress-inner" },
  },
  addOns: { kiali: { namespace: "kiali" }, jaeger: { namespace: "tracing" } },
  hodometer: {
    enabled: true,
    metricsLevel: "resource",
    extraPublishUrls: ["http://10.20.0.33/counts", "https://10.20.0.33:8443/counts"],
    egress: [inside(33, 8443)],
  },
  seldon,
  modelStores: [{ endpoint: modelStore, egress: [inside(32, 9000)] }],
  monitoring: { namespace: "monitoring", labels: { release: "prometheus" } },
  tenants: [fullTenant, ...others],
};
