import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outside, outsideHost, outsideUrl } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

type Row = readonly [apiVersion: string, kind: string, spec: object];

const V1 = "monitoring.coreos.com/v1";
const ALPHA = "monitoring.coreos.com/v1alpha1";
const BETA = "monitoring.coreos.com/v1beta1";
const key = { name: "login", key: "token" };

const scrapes = (random: Random): readonly Row[] => {
  const url = outsideUrl(random);
  const away = { action: "replace", targetLabel: "__address__", replacement: outside(random) };
  const kind = random.pick(["Prometheus", "PrometheusAgent"]);
  const version = kind === "Prometheus" ? V1 : ALPHA;
  return [
    [version, kind, { remoteWrite: [{ url: "http://mimir.monitoring.svc/push" }, { url }] }],
    [version, kind, { remoteWrite: [{ url: "http://mimir.monitoring.svc/push", proxyUrl: url }] }],
    [V1, "Prometheus", { remoteRead: [{ url }] }],
    [V1, "Prometheus", { additionalScrapeConfigs: { name: "more", key: "scrape.yaml" } }],
    [V1, "Prometheus", { additionalAlertManagerConfigs: { name: "more", key: "x.yaml" } }],
    [ALPHA, "ScrapeConfig", { staticConfigs: [{ targets: [outside(random)] }] }],
    [ALPHA, "ScrapeConfig", { httpSDConfigs: [{ url }] }],
    [ALPHA, "ScrapeConfig", { dnsSDConfigs: [{ names: [outsideHost(random)], type: "A" }] }],
    [ALPHA, "ScrapeConfig", { ec2SDConfigs: [{ region: "eu-west-1" }] }],
    [ALPHA, "ScrapeConfig", { consulSDConfigs: [{ server: outside(random) }] }],
    [
      V1,
      "Probe",
      { prober: { url: "blackbox.monitoring.svc" }, targets: { staticConfig: { static: [url] } } },
    ],
    [
      V1,
      "Probe",
      { prober: { url: outside(random) }, targets: { staticConfig: { static: ["x.svc"] } } },
    ],
    [V1, "ServiceMonitor", { selector: {}, endpoints: [{ port: "metrics", proxyUrl: url }] }],
    [V1, "PodMonitor", { selector: {}, podMetricsEndpoints: [{ port: "metrics", proxyUrl: url }] }],
    [V1, "ThanosRuler", { remoteWrite: [{ url }], queryEndpoints: ["x.monitoring.svc"] }],
    [V1, "ThanosRuler", { alertmanagersUrl: [url] }],
    [V1, "ThanosRuler", { objectStorageConfig: key }],
    [V1, "Prometheus", { thanos: { objectStorageConfig: key } }],
    [V1, "Prometheus", { tracingConfig: { endpoint: outside(random) } }],
    [
      V1,
      "Prometheus",
      { remoteWrite: [{ url: "http://mimir.monitoring.svc", oauth2: { tokenUrl: url } }] },
    ],
    [V1, "ServiceMonitor", { selector: {}, endpoints: [{ port: "metrics", relabelings: [away] }] }],
    [
      V1,
      "PodMonitor",
      { selector: {}, podMetricsEndpoints: [{ port: "metrics", relabelings: [away] }] },
    ],
    [
      V1,
      "ServiceMonitor",
      { selector: {}, endpoints: [{ port: "metrics", oauth2: { tokenUrl: url } }] },
    ],
  ];
};

const alerts = (random: Random): readonly Row[] => {
  const url = outsideUrl(random);
  const to = (receiver: object): Row => [
    random.pick([ALPHA, BETA]),
    "AlertmanagerConfig",
    { route: { receiver: "x" }, receivers: [{ name: "x", ...receiver }] },
  ];
  return [
    to({ webhookConfigs: [{ url }] }),
    to({ slackConfigs: [{ channel: "#x", apiURL: key }] }),
    to({ pagerdutyConfigs: [{ routingKey: key }] }),
    to({ opsgenieConfigs: [{ apiKey: key }] }),
    to({ telegramConfigs: [{ chatID: 1, botToken: key }] }),
    to({ pushoverConfigs: [{ token: key, userKey: key }] }),
    to({ msteamsConfigs: [{ webhookUrl: key }] }),
    to({ snsConfigs: [{ topicARN: "arn:aws:sns:eu-west-1:1:x" }] }),
    [V1, "Alertmanager", { configSecret: "elsewhere" }],
    [
      V1,
      "Alertmanager",
      {
        alertmanagerConfiguration: {
          name: "x",
          global: { smtp: { smartHost: { host: outsideHost(random), port: "25" } } },
        },
      },
    ],
    to({ emailConfigs: [{ to: "a@example.com", smarthost: `${outsideHost(random)}:587` }] }),
  ];
};

const monitoring = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const [version, kind, spec] = random.pick(random.maybe(65) ? scrapes(random) : alerts(random));
  return [JSON.stringify(spec), made(random, version, kind, anywhere(random, stack), { spec })];
};

const sources = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const url = outsideUrl(random);
  const source = { repoURL: url, chart: "x", targetRevision: "1.0.0" };
  const flux = (kind: string, spec: object): Row => [
    `source.toolkit.fluxcd.io/${random.pick(["v1", "v1beta2", "v1beta1"])}`,
    kind,
    { interval: "5m", ...spec },
  ];
  const argo = (kind: string, spec: object): Row => ["argoproj.io/v1alpha1", kind, spec];
  const [version, kind, spec] = random.pick<Row>([
    flux("GitRepository", { url }),
    flux("GitRepository", { url: "ssh://git@github.com/x/y" }),
    flux("HelmRepository", { url }),
    flux("OCIRepository", { url: `oci://${outside(random)}/x` }),
    flux("Bucket", { endpoint: outside(random), bucketName: "x" }),
    argo("Application", { source }),
    argo("Application", { sources: [source, source] }),
    argo("ApplicationSet", { generators: [{ git: { repoURL: url } }], template: { spec: {} } }),
    argo("ApplicationSet", {
      generators: [{ list: { elements: [] } }],
      template: { spec: { source } },
    }),
    argo("ApplicationSet", { generators: [{ scmProvider: { github: { organization: "x" } } }] }),
    [
      `image.toolkit.fluxcd.io/${random.pick(["v1beta2", "v1"])}`,
      "ImageRepository",
      { image: `${outsideHost(random)}/x` },
    ],
    ["fleet.cattle.io/v1alpha1", "GitRepo", { repo: url }],
    argo("AppProject", { sourceRepos: ["*"] }),
  ]);
  return [JSON.stringify(spec), made(random, version, kind, anywhere(random, stack), { spec })];
};

/** What looks on, and what brings its own objects. */
export const monitoringWays: readonly Way[] = [
  objectWay(54, "monitoring-stays-inside", "figures or alerts for somebody outside", monitoring),
  objectWay(56, "no-gitops-sources", "objects that come from elsewhere", sources),
];
