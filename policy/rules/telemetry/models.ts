import { NO, YES, argument, on, variable, type TelemetryEntry } from "./entry";

/** What trains and serves models. */
export const MODELS: readonly TelemetryEntry[] = [
  on("in source", [
    "MLflow",
    ["mlflow"],
    "which of its functions are called to its makers",
    // It knows no other word for the latter.
    [[variable("MLFLOW_DISABLE_TELEMETRY", YES), variable("DO_NOT_TRACK", ["true"])]],
  ]),
  on("in source", [
    "Hugging Face's text generation",
    ["text-generation-inference"],
    "its settings, hardware and errors to huggingface.co, at each start and stop",
    // The launcher has a switch of its own, and does not look at those of the Hub's client.
    [[variable("USAGE_STATS", ["off"]), argument("usage-stats", ["off"])]],
  ]),
  on("in source", [
    "Hugging Face's Hub client",
    [
      "text-generation-inference",
      "text-embeddings-inference",
      "huggingfaceserver",
      "mlserver-huggingface",
    ],
    "versions and what it is used for to huggingface.co",
    [[variable("HF_HUB_DISABLE_TELEMETRY", YES), variable("HF_HUB_OFFLINE", YES)]],
  ]),
  on("in source", [
    "vLLM",
    ["vllm-openai", "vllm"],
    "models and hardware to stats.vllm.ai, every ten minutes",
    // Compared with 1: it takes true for a no.
    [[variable("VLLM_NO_USAGE_STATS", ["1"]), variable("DO_NOT_TRACK", ["1"])]],
  ]),
  on("in source", [
    "Ray",
    ["ray", "ray-ml", "ray-llm"],
    "a cluster's size and libraries to usage-stats.ray.io each hour",
    // Any word but 0 and 1 ends it.
    [[variable("RAY_USAGE_STATS_ENABLED", ["0"])]],
  ]),
  on("by repute", [
    "Weights & Biases",
    ["wandb"],
    "runs, metrics and code to api.wandb.ai",
    [[variable("WANDB_MODE", ["offline", "disabled"])]],
  ]),
  on("in source", [
    "Feast",
    ["feature-server", "feast"],
    "calls to its makers",
    [[variable("FEAST_USAGE", NO)]],
  ]),
  on("by repute", [
    "ZenML",
    ["zenml", "zenml-server"],
    "counts to its makers",
    [[variable("ZENML_ANALYTICS_OPT_IN", NO)]],
  ]),
  on("in source", [
    "Langfuse",
    ["langfuse", "langfuse-worker"],
    "counts and the domains of its users' addresses to PostHog, every twelve hours",
    [[variable("TELEMETRY_ENABLED", ["false"])]],
  ]),
  {
    component: "Langfuse with a licence",
    images: ["langfuse", "langfuse-worker"],
    sends: "the same to PostHog, whatever TELEMETRY_ENABLED says",
    byDefault: "off",
    switches: [[variable("LANGFUSE_EE_LICENSE_KEY", [""])]],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
  {
    component: "Kubeflow's spartakus",
    images: ["spartakus-amd64", "spartakus"],
    sends: "nodes and versions to stats-collector.kubeflow.org; it is nothing but a reporter",
    byDefault: "on",
    switches: [[]],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
  {
    component: "Open Data Hub and OpenShift AI dashboards",
    images: [],
    sends: "clicks to segment.io, by a key that the operator brings along",
    byDefault: "on",
    switches: [],
    fields: [
      {
        kinds: ["opendatahub.io/OdhDashboardConfig"],
        field: "spec.dashboardConfig.disableTracking",
        off: "true",
      },
    ],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
];
