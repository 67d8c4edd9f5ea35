import { NO, YES, argument, on, setting, variable, type TelemetryEntry } from "./entry";

/** Grafana and its makers' other programs. */
export const GRAFANA: readonly TelemetryEntry[] = [
  on("in source", [
    "Grafana",
    ["grafana/grafana", "grafana-enterprise", "grafana-oss", "grafana"],
    "counts to stats.grafana.org each day, and questions for new versions to grafana.com",
    [
      [variable("GF_ANALYTICS_REPORTING_ENABLED", NO), setting("analytics.reporting_enabled", NO)],
      [variable("GF_ANALYTICS_CHECK_FOR_UPDATES", NO), setting("analytics.check_for_updates", NO)],
      [
        variable("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", NO),
        setting("analytics.check_for_plugin_updates", NO),
      ],
      [
        variable("GF_PLUGINS_PREINSTALL_DISABLED", YES),
        setting("plugins.preinstall_disabled", YES),
      ],
    ],
  ]),
  {
    component: "Grafana's list of plugins",
    images: ["grafana/grafana", "grafana-enterprise", "grafana-oss", "grafana"],
    sends: "downloads from grafana.com at each start",
    byDefault: "off",
    switches: [
      [variable("GF_INSTALL_PLUGINS", [""])],
      [variable("GF_PLUGINS_PREINSTALL", [""]), setting("plugins.preinstall", [""])],
      [variable("GF_PLUGINS_PREINSTALL_SYNC", [""]), setting("plugins.preinstall_sync", [""])],
    ],
    seen: "in source",
    rule: "usage-reports-are-off",
  },
  ...["loki", "tempo"].map((image) =>
    on("in source", [
      `Grafana ${image}`,
      [`grafana/${image}`, image],
      "a cluster's id, size and version to stats.grafana.org",
      [
        [
          argument("reporting.enabled", NO),
          setting("analytics.reporting_enabled", NO),
          setting("usage_report.reporting_enabled", NO),
        ],
      ],
    ]),
  ),
  on("in source", [
    "Grafana mimir",
    ["grafana/mimir", "mimir"],
    "a cluster's id, size and version to stats.grafana.org",
    [[argument("usage-stats.enabled", NO), setting("usage_stats.enabled", NO)]],
  ]),
  on("in source", [
    "Grafana pyroscope",
    ["grafana/pyroscope", "pyroscope"],
    "a cluster's id, size and version to stats.grafana.org",
    [[argument("usage-stats.enabled", NO), setting("analytics.reporting_enabled", NO)]],
  ]),
  on("by repute", [
    "Grafana alloy",
    ["grafana/alloy", "alloy"],
    "its components and version to stats.grafana.org",
    [[argument("disable-reporting", YES)]],
  ]),
  {
    component: "Grafana by its operator",
    images: [],
    sends: "counts to stats.grafana.org each day, and questions for new versions to grafana.com",
    byDefault: "on",
    switches: [],
    fields: ["reporting_enabled", "check_for_updates", "check_for_plugin_updates"].map((key) => ({
      kinds: ["grafana.integreatly.org/Grafana"],
      field: `spec.config.analytics.${key}`,
      off: "false",
    })),
    seen: "in source",
    rule: "usage-reports-are-off",
  },
];
