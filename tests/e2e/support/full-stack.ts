import { parsePlatform } from "../../../config";
import type { Platform } from "../../../schema/platform";
import { charts } from "../../../versions";

const inside = (host: number, port: number) => ({ cidrs: [`10.20.0.${host}/32`], port });
const amounts = (cpu: string, memory: string) => ({
  requests: { cpu, memory },
  limits: { cpu, memory },
});
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

const servers = [
  {
    name: "trees",
    type: "mlserver",
    extraCapabilities: ["shap"],
    replicas: 2,
    minReplicas: 1,
    maxReplicas: 2,
    resources: amounts("500m", "1.5Gi"),
    agentResources: amounts("0.1", "256Mi"),
  },
  {
    name: "pictures",
    type: "triton",
    gpu: { resource: "nvidia.com/gpu", count: 2 },
    nodeSelector: { pool: "gpu" },
    tolerations: [
      { key: "nvidia.com/gpu", operator: "Equal", value: "present", effect: "NoSchedule" },
      { operator: "Exists" },
    ],
    modelVolume: { size: "7Gi", className: "simulated" },
    disableAutoUpdate: true,
  },
  {
    name: "own",
    type: "custom",
    image: image("teams/vision/server"),
    capabilities: ["vision"],
    env: { MLSERVER_PARALLEL_WORKERS: "2" },
    agent: { env: { SELDON_OVERCOMMIT_PERCENTAGE: "20", EXTRA: "" }, args: ["--debug=true"] },
  },
  { name: "shared", type: "mlserver", serverConfig: "made-by-others", capabilities: ["mlflow"] },
];

const uri = (name: string) => `s3://models/${name}`;
const models = [
  {
    name: "scale",
    storageUri: uri("scale"),
    requirements: ["sklearn", "shap"],
    memory: "64Mi",
    server: "trees",
    replicas: 2,
    minReplicas: 1,
    maxReplicas: 2,
    artifactVersion: 3,
    modelType: "sklearn",
    parameters: { threshold: "0.5" },
    input: { inputs: [{ name: "x", shape: [1], datatype: "FP32", data: [1] }] },
  },
  {
    name: "detect",
    storageUri: "private://models/detect",
    requirements: ["onnx"],
    secretName: "made-by-others",
    autoscaling: {
      minReplicas: 1,
      maxReplicas: 1,
      metric: { name: "infer_rps", averageValue: "500m" },
    },
  },
  { name: "label", storageUri: uri("label"), requirements: ["vision"] },
];

const pipelines = [
  {
    name: "photo",
    steps: [
      { name: "scale" },
      { name: "detect", inputs: ["scale.outputs.y"], tensorMap: { "scale.outputs.y": "x" } },
    ],
    output: ["detect"],
  },
  { name: "fast", steps: [{ name: "detect" }], output: ["detect"] },
];

const experiments = [
  {
    name: "scale-or-label",
    resourceType: "model",
    default: "scale",
    candidates: [
      { name: "scale", weight: 90 },
      { name: "label", weight: 10 },
    ],
    mirror: { name: "detect", percent: 5 },
  },
  { name: "photos", resourceType: "pipeline", candidates: [{ name: "photo", weight: 100 }] },
];

const components = [
  ...["hodometer", "seldon-scheduler", "seldon-envoy"],
  ...["seldon-modelgateway", "seldon-pipelinegateway", "seldon-dataflow-engine"],
];
const runtime = {
  replicas: {
    "seldon-envoy": 2,
    "seldon-modelgateway": 2,
    "seldon-pipelinegateway": 2,
    "seldon-dataflow-engine": 2,
  },
  resources: Object.fromEntries(
    components.map((name, index) => [name, amounts(`${300 + index}m`, `${300 + index}Mi`)]),
  ),
  hodometer: { metricsLevel: "cluster" },
  disableAutoUpdate: true,
};

const endpoint = "https://10.20.0.32:9000";
const vision = {
  name: "vision",
  kind: "serving",
  podSecurity: "restricted",
  team: "vision",
  costCentre: "4711",
  groups: ["vision-ds"],
  quota: {
    profile: "standard",
    // Counted too, so that the plan can be held against more than prod's own keys.
    hard: {
      "requests.nvidia.com/gpu": 4,
      services: 30,
      configmaps: 10,
      secrets: 10,
      "count/serviceaccounts": 10,
      "count/deployments.apps": 10,
      "count/statefulsets.apps": 10,
      "simulated.storageclass.storage.k8s.io/requests.storage": "50Gi",
    },
  },
  runtime,
  servers,
  storage: [
    { scheme: "s3", endpoint, type: "s3", parameters: { provider: "Minio" } },
    { scheme: "private", secretName: "made-by-others", existing: true, endpoint },
  ],
  models,
  pipelines,
  experiments,
};

const quiet = {
  name: "quiet",
  quota: { container: { max: { cpu: "2" } } },
  runtime: { hodometer: { enabled: false } },
};

/** A made-up stack that says whatever reaches one of Seldon's custom resources. */
export const fullStack = {
  environment: "prod",
  cluster: {
    kubeconfig: "unread",
    context: "test",
    apiServer: { cidrs: ["10.20.0.11/32"], port: 6443 },
  },
  registry: { host: "harbor.test", prefix: "mirror", username: "robot$pull" },
  hodometer: {
    enabled: true,
    metricsLevel: "resource",
    extraPublishUrls: ["http://10.20.0.33/counts"],
  },
  seldon,
  modelStores: [{ endpoint, egress: [inside(32, 9000)] }],
  monitoring: { namespace: "monitoring", labels: { release: "prometheus" } },
  tenants: [vision, quiet],
};

export const fullPlatform = (): Platform =>
  parsePlatform(fullStack, {
    file: "Pulumi.full.yaml",
    seldonVersion: charts.seldonSetup.version,
  });
