import type { Site } from "../../../policy/site/site";
import { parseSite } from "../../../policy/site/site";
import {
  denyAll,
  deployment,
  namespace,
  object,
  owned,
  podSpec,
  policiesOf,
  type Flow,
  type Pods,
  type Raw,
} from "./objects";
import { certManager, doors, istio } from "./platform";

export const site: Site = parseSite(
  `
environment: prod
imageHosts: [harbor.test]
network:
  platform: [seldon-system, cert-manager, istio-system, istio-ingress]
  apiServer: { cidrs: [10.9.0.1/32], webhookCallers: [10.9.1.0/24] }
  dns: { nodeLocal: [169.254.20.10/32] }
  clients: [10.8.0.0/16]
  monitoring: monitoring
  ingress: ingress-nginx
  destinations:
    - { for: models, tenants: [shop], to: { namespace: store, podLabels: { app: minio } }, ports: [9000] }
    - { for: models, to: { cidrs: [10.7.0.1/32, 10.7.0.2/32] }, ports: [443] }
    - { for: pipelines, to: { cidrs: [10.7.1.0/24] }, ports: [9092] }
    - { for: traces, to: { namespace: tracing }, ports: [4317] }
    - { for: usage, to: { cidrs: [0.0.0.0/0] }, ports: [80] }
    - { for: usage, to: { cidrs: [10.7.3.1/32] }, ports: [81] }
    - { for: certificates, to: { cidrs: [10.7.2.1/32] }, ports: [443] }
`,
  "the test's site",
);

export interface Options {
  /** Seldon's control plane speaks TLS. */
  readonly tls?: boolean;
  /** Labels of the serving namespaces. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Parts of runtimes that have no replica. */
  readonly off?: readonly string[];
}

const component = (name: string, pods: Omit<Pods, "labels">) => ({ name, podSpec: podSpec(pods) });

function seldonConfig({ tls }: Options): Raw {
  const env = { CONTROL_PLANE_SECURITY_PROTOCOL: tls ? "SSL" : "PLAINTEXT" };
  const serviceAccountName = "seldon-scheduler";
  const receivers = {
    PUBLISH_URL: "http://usage.test",
    EXTRA_PUBLISH_URLS: "http://10.7.3.1:81/x",
  };
  const kafka = { SELDON_KAFKA_BOOTSTRAP_SERVERS: "10.7.1.5:9092" };
  return object("mlops.seldon.io/v1alpha1", "SeldonConfig", ["seldon-system", "default"], {
    spec: {
      components: [
        component("seldon-scheduler", { env, serviceAccountName, ports: { xds: 9002 } }),
        component("seldon-envoy", { ports: { http: 9000, "envoy-stats": 9003 } }),
        component("seldon-modelgateway", { env, serviceAccountName }),
        component("seldon-pipelinegateway", { env, serviceAccountName, ports: { metrics: 9006 } }),
        component("seldon-dataflow-engine", { env: { ...env, ...kafka }, serviceAccountName }),
        component("hodometer", { env: { ...env, ...receivers }, serviceAccountName: "hodometer" }),
      ],
      config: {
        kafkaConfig: { "bootstrap.servers": "kafka.example.test:9092" },
        tracingConfig: { otelExporterEndpoint: "collector.tracing:4317" },
      },
    },
  });
}

const runtime = (home: string, { off = [] }: Options): Raw =>
  object("mlops.seldon.io/v1alpha1", "SeldonRuntime", [home, "seldon"], {
    spec: {
      seldonConfig: "default",
      overrides: off.map((name) => ({ name, replicas: 0 })),
      config: { serviceConfig: { serviceType: "ClusterIP" } },
    },
  });

function servers({ tls }: Options): Raw[] {
  const pods = podSpec({
    serviceAccountName: "seldon-server",
    env: { CONTROL_PLANE_SECURITY_PROTOCOL: tls ? "SSL" : "PLAINTEXT" },
    ports: { http: 9001, grpc: 9501, metrics: 9006 },
  });
  const apiVersion = "mlops.seldon.io/v1alpha1";
  return [
    object(apiVersion, "ServerConfig", ["seldon-system", "mlserver"], { spec: { podSpec: pods } }),
    object(apiVersion, "Server", ["shop", "mlserver"], {
      spec: { serverConfig: "mlserver", replicas: 1 },
    }),
    object(apiVersion, "Model", ["shop", "iris"], {
      spec: { storageUri: "s3://models/iris", secretName: "login" },
    }),
  ];
}

/** What runs on two serving tenants, one that trains, and the platform; nothing yet lets anybody talk. */
export const pods = (options: Options = {}): Raw[] => [
  ...owned.map((name) =>
    namespace(name, {
      ...(name === "school" && { "seldon-platform/kind": "training" }),
      ...(["shop", "bank"].includes(name) && options.labels),
    }),
  ),
  deployment("seldon-system", "controller", {
    labels: { "control-plane": "v2-controller-manager" },
    env: { CONTROL_PLANE_SECURITY_PROTOCOL: options.tls ? "SSL" : "PLAINTEXT" },
  }),
  seldonConfig(options),
  ...["shop", "bank"].map((home) => runtime(home, options)),
  ...servers(options),
  ...certManager(),
  ...istio(),
  ...doors(),
  object("v1", "Secret", ["school", "rclone-s3"], {}),
];

/** The pods, shut in all namespaces that the stack owns, and what the flows let through. */
export const shutBut = (flows: readonly Flow[], options?: Options): Raw[] => [
  ...pods(options),
  ...owned.map(denyAll),
  ...flows.flatMap(policiesOf),
];
