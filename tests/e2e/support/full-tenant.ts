const amounts = (cpu: string, memory: string) => ({
  requests: { cpu, memory },
  limits: { cpu, memory },
});

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
    image: { path: "teams/vision/server", tag: "1.0.0" },
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

/** Where models of the made-up stacks are, outside the cluster. */
export const modelStore = "https://10.20.0.32:9000";

/** A made-up tenant that says whatever reaches one of Seldon's custom resources. */
export const fullTenant = {
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
    { scheme: "s3", endpoint: modelStore, type: "s3", parameters: { provider: "Minio" } },
    { scheme: "private", secretName: "made-by-others", existing: true, endpoint: modelStore },
  ],
  models,
  pipelines,
  experiments,
};
