import { NO, YES, argument, nothing, on, setting, variable, type TelemetryEntry } from "./entry";

/** What the platform is made of, and what stands beside it on a cluster. */
export const PLATFORM: readonly TelemetryEntry[] = [
  {
    component: "Seldon Core hodometer",
    images: ["seldon-hodometer"],
    sends:
      "counts of models, pipelines and servers, and versions, to hodometer.seldon.io every eight hours",
    byDefault: "on",
    switches: [],
    fields: [
      {
        kinds: ["mlops.seldon.io/SeldonRuntime"],
        field: "spec.overrides[hodometer].replicas",
        off: "0",
      },
    ],
    seen: "in source",
    rule: "hodometer-off-in-prod",
  },
  nothing("in source", "Seldon Core, hodometer apart"),
  ...["Istio", "cert-manager", "MetalLB", "Prometheus operator", "Triton"].map((component) =>
    nothing("by repute", component),
  ),
  {
    component: "Argo CD",
    images: [],
    sends: "page views to Google Analytics, where a tracking id is set",
    byDefault: "off",
    switches: [],
    fields: [{ kinds: ["/ConfigMap"], field: 'data["ga.trackingid"]', off: "" }],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
  {
    component: "OpenTelemetry collector",
    images: [],
    sends: "only to the exporters that it is given",
    byDefault: "off",
    switches: [],
    seen: "by repute",
    rule: "strings-stay-inside",
  },
  {
    component: "Calico",
    images: ["calico/node", "calico-node"],
    sends:
      "a cluster's id, size, versions and number of policies to usage.projectcalico.org each day",
    byDefault: "on",
    switches: [[variable("FELIX_USAGEREPORTINGENABLED", NO)]],
    fields: [
      {
        kinds: ["projectcalico.org/FelixConfiguration", "crd.projectcalico.org/FelixConfiguration"],
        field: "spec.usageReportingEnabled",
        off: "false",
      },
    ],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
  on("in source", [
    "Harbor's Trivy adapter",
    ["trivy-adapter-photon"],
    "downloads of its databases from ghcr.io and mirror.gcr.io, and names of Java packages to Maven",
    [
      [variable("SCANNER_TRIVY_SKIP_UPDATE", YES)],
      [variable("SCANNER_TRIVY_SKIP_JAVA_DB_UPDATE", YES)],
      [variable("SCANNER_TRIVY_OFFLINE_SCAN", YES)],
    ],
  ]),
  on("by repute", [
    "Trivy",
    ["aquasecurity/trivy", "aquasec/trivy"],
    "downloads of its databases from ghcr.io and mirror.gcr.io",
    [
      [variable("TRIVY_SKIP_DB_UPDATE", YES), argument("skip-db-update", YES)],
      [variable("TRIVY_OFFLINE_SCAN", YES), argument("offline-scan", YES)],
    ],
  ]),
  on("by repute", [
    "Traefik",
    ["traefik"],
    "questions for new versions to update.traefik.io",
    [
      [
        argument("global.checknewversion", NO),
        variable("TRAEFIK_GLOBAL_CHECKNEWVERSION", NO),
        setting("global.checknewversion", NO),
      ],
    ],
  ]),
  {
    component: "Traefik's statistics",
    images: ["traefik"],
    sends: "its settings, made anonymous, to collect.traefik.io",
    byDefault: "off",
    switches: [
      [
        argument("global.sendanonymoususage", NO),
        variable("TRAEFIK_GLOBAL_SENDANONYMOUSUSAGE", NO),
        setting("global.sendanonymoususage", NO),
      ],
    ],
    seen: "by repute",
    rule: "usage-reports-are-off",
  },
  on("in source", [
    "Kong",
    ["kong", "kong-gateway"],
    "counts to kong-hf.konghq.com",
    [[variable("KONG_ANONYMOUS_REPORTS", ["off", "false"])]],
  ]),
  on("in source", [
    "MinIO",
    ["minio/minio", "minio"],
    "questions for new versions to dl.min.io",
    [[variable("MINIO_UPDATE", ["off"])]],
  ]),
  on("in source", [
    "InfluxDB",
    ["influxdb"],
    "counts to telemetry.influxdata.com every eight hours",
    [[variable("INFLUXD_REPORTING_DISABLED", YES), argument("reporting-disabled", YES)]],
  ]),
  on("in source", [
    "CockroachDB",
    ["cockroach"],
    "counts to register.cockroachdb.com",
    [[variable("COCKROACH_SKIP_ENABLING_DIAGNOSTIC_REPORTING", YES)]],
  ]),
  on("by repute", [
    "Kibana",
    ["kibana"],
    "counts to telemetry.elastic.co",
    [
      [
        variable("TELEMETRY_OPTIN", ["false"]),
        variable("TELEMETRY_ENABLED", ["false"]),
        setting("telemetry.optin", NO),
        setting("telemetry.enabled", NO),
      ],
    ],
  ]),
];
