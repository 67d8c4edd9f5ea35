import { stringify } from "yaml";

/** A stack with one tenant that serves two models and shares calls out between them, and one whose model is nowhere. */
export const servingStack = (kubeconfig: string): string =>
  stringify({
    config: {
      "seldon-platform:environment": "dev",
      "seldon-platform:cluster": {
        kubeconfig,
        context: "smoke",
        apiServer: { cidrs: ["192.0.2.1/32"] },
      },
      "seldon-platform:modelStores": [
        { endpoint: "http://minio.storage:9000", egress: [{ namespace: "storage", port: 9000 }] },
      ],
      "seldon-platform:tenants": [
        {
          ...tenant("serving", ["champion", "challenger"]),
          experiments: [
            {
              name: "canary",
              default: "champion",
              candidates: [
                { name: "champion", weight: 50 },
                { name: "challenger", weight: 50 },
              ],
            },
          ],
        },
        tenant("lacking", ["ghost"]),
      ],
    },
  });

const tensor = { name: "predict", shape: [1, 4], datatype: "FP32", data: [5, 3, 1.5, 0.2] };

const tenant = (name: string, models: readonly string[]) => ({
  name,
  servers: [{ name: "mlserver" }],
  storage: [{ scheme: "s3", endpoint: "http://minio.storage:9000", existing: true }],
  models: models.map((model, index) => ({
    name: model,
    storageUri: `s3://models/${model}`,
    requirements: ["sklearn"],
    // The first one's request is made from its metadata.
    ...(index === 0 && models.length > 1 ? {} : { input: { inputs: [tensor] } }),
  })),
});

const ready = [{ type: "Ready", status: "True" }];

/** What the operator would have made and written: objects, and the status of each. */
export interface OperatorsWork {
  readonly object: Readonly<Record<string, unknown>>;
  readonly kind: string;
  readonly name: string;
  readonly status: object;
}

/** Everything of the tenant `serving`, ready; `serverConditions` replaces those of its Server. */
export function servingObjects(serverConditions: readonly object[] = ready): OperatorsWork[] {
  const seldon = (
    kind: string,
    name: string,
    spec: object,
    conditions: readonly object[] = ready,
  ) => ({
    kind,
    name,
    status: {
      conditions,
      ...(kind === "Server" ? { loadedModels: 0, replicas: 1, selector: "" } : {}),
    },
    object: { apiVersion: "mlops.seldon.io/v1alpha1", kind, metadata: metadata(name), spec },
  });
  const model = (name: string) =>
    seldon("Model", name, { storageUri: `s3://models/${name}`, requirements: ["sklearn"] });
  const candidates = ["champion", "challenger"].map((name) => ({ name, weight: 50 }));
  return [
    seldon("SeldonRuntime", "seldon", { seldonConfig: "default" }),
    seldon("Server", "mlserver", { serverConfig: "mlserver", replicas: 1 }, serverConditions),
    model("champion"),
    model("challenger"),
    seldon("Experiment", "canary", { default: "champion", candidates }),
    workload("StatefulSet", "seldon-scheduler"),
    workload("Deployment", "seldon-envoy"),
  ];
}

const metadata = (name: string) => ({ name, namespace: "serving" });

function workload(kind: "Deployment" | "StatefulSet", name: string): OperatorsWork {
  const owner = { apiVersion: "mlops.seldon.io/v1alpha1", kind: "SeldonRuntime", name: "seldon" };
  const labels = { "app.kubernetes.io/name": name };
  return {
    kind,
    name,
    status: { observedGeneration: 1, replicas: 1, readyReplicas: 1 },
    object: {
      apiVersion: "apps/v1",
      kind,
      metadata: {
        ...metadata(name),
        ownerReferences: [{ ...owner, uid: "00000000-0000-0000-0000-000000000000" }],
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        ...(kind === "StatefulSet" ? { serviceName: name } : {}),
        template: {
          metadata: { labels },
          spec: { containers: [{ name: "it", image: "none.test/it:1" }] },
        },
      },
    },
  };
}
