import type { Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { newName } from "./making/names";
import { anywhere } from "./making/places";
import { safeContainer } from "./making/pods";
import { way } from "./making/way";

type Maker = (random: Random, home: string) => object | readonly object[];

const program =
  (image: string, fields: (random: Random) => object): Maker =>
  (random, home) => {
    const kind = random.pick(["Deployment", "StatefulSet", "DaemonSet"]);
    const container = {
      ...safeContainer("main"),
      image: `harbor.mlops.internal/mirror/${image}`,
      ...fields(random),
    };
    return {
      apiVersion: "apps/v1",
      kind,
      metadata: { name: newName(random), namespace: home },
      spec: {
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: random.shuffle([safeContainer("side"), container]) },
        },
      },
    };
  };

/** The switch says "on", or nothing at all where "on" is the default. */
const variable =
  (name: string, on: string, isDefault = true) =>
  (random: Random) => ({
    env: isDefault && random.maybe() ? [] : [{ name, value: on }],
  });

/** The same by the settings that a pod mounts. */
const settings =
  (image: string, data: Record<string, string>): Maker =>
  (random, home) => {
    const name = `${newName(random)}-settings`;
    const [pod] = [program(image, () => ({ env: [] }))(random, home)].flat();
    const mounted = JSON.parse(
      JSON.stringify(pod).replace(
        '"spec":{"containers"',
        `"spec":{"volumes":[{"name":"settings","configMap":{"name":"${name}"}}],"containers"`,
      ),
    ) as object;
    return [
      mounted,
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: home }, data },
    ];
  };

const CALICO: readonly Maker[] = [
  (random) => ({
    apiVersion: random.pick(["crd.projectcalico.org/v1", "projectcalico.org/v3"]),
    kind: "FelixConfiguration",
    metadata: { name: "default" },
    spec: random.pick([{}, { usageReportingEnabled: true }]),
  }),
  program("calico/node:v3.29.1", variable("FELIX_USAGEREPORTINGENABLED", "true")),
];

const HARBOR: readonly Maker[] = [
  program("goharbor/trivy-adapter-photon:v2.12.0", (random) => ({
    env: random.pick([
      [{ name: "SCANNER_TRIVY_SKIP_UPDATE", value: "false" }],
      [
        { name: "SCANNER_TRIVY_SKIP_UPDATE", value: "true" },
        { name: "SCANNER_TRIVY_OFFLINE_SCAN", value: "false" },
      ],
      [],
    ]),
  })),
];

const GRAFANA: readonly Maker[] = [
  program("grafana/grafana:11.3.1", (random) => ({
    env: random.pick([
      [],
      [{ name: "GF_ANALYTICS_REPORTING_ENABLED", value: "true" }],
      [
        { name: "GF_ANALYTICS_REPORTING_ENABLED", value: "false" },
        { name: "GF_ANALYTICS_CHECK_FOR_UPDATES", value: "true" },
      ],
    ]),
  })),
  settings("grafana/grafana:11.3.1", {
    "grafana.ini": "[analytics]\nreporting_enabled = true\ncheck_for_updates = true\n",
  }),
  settings("grafana/loki:3.2.1", {
    "config.yaml": "analytics:\n  reporting_enabled: true\nauth_enabled: false\n",
  }),
  settings("grafana/tempo:2.6.1", {
    "tempo.yaml": "usage_report:\n  reporting_enabled: true\nserver: {}\n",
  }),
];

const ADD_ONS: readonly Maker[] = [
  program("mlflow/mlflow:v3.1.0", variable("MLFLOW_DISABLE_TELEMETRY", "false")),
  program("rayproject/ray:2.40.0", variable("RAY_USAGE_STATS_ENABLED", "1")),
  program("vllm/vllm-openai:v0.6.4", variable("VLLM_NO_USAGE_STATS", "0")),
  program("huggingface/text-generation-inference:3.0.1", variable("HF_HUB_DISABLE_TELEMETRY", "0")),
];

const SEGMENT: readonly Maker[] = [
  (random) => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: random.pick(["odh-segment-key", "rhods-segment-key"]),
      namespace: "redhat-ods-applications",
    },
    type: "Opaque",
    stringData: { segmentKey: random.word(32) },
  }),
  () => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "odh-segment-key-config", namespace: "redhat-ods-applications" },
    data: { segmentKeyEnabled: "true" },
  }),
];

const reports = (number: number, title: string, makers: readonly Maker[]): Way =>
  way(number, "usage-reports-are-off", title, (random, stack) => {
    const made = [random.pick(makers)(random, anywhere(random, stack))].flat();
    return { what: JSON.stringify(made), change: added(random, stack, ...made) };
  });

/** Ways 121 to 125. */
export const TELEMETRY: readonly Way[] = [
  reports(121, "Calico's usage report", CALICO),
  reports(122, "a scanner that fetches its database", HARBOR),
  reports(123, "analytics and looks for updates", GRAFANA),
  reports(124, "add-ons that count their users", ADD_ONS),
  reports(125, "keys of a counting service", SEGMENT),
];
