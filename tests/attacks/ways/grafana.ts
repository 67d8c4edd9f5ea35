import { stringify } from "yaml";

import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { workload } from "./making/carriers";
import { adding } from "./making/change";
import { outsideUrl } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { podSpec, safeContainer } from "./making/pods";
import { way } from "./making/way";

/** All that Grafana reports by itself, told not to. */
const QUIET: Readonly<Record<string, string>> = {
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
};

const PLUGINS = [
  "grafana-image-renderer",
  "grafana-clock-panel",
  "grafana-piechart-panel 1.6.4",
  "https://plugins.example.com/x.zip;custom",
  "grafana-lokiexplore-app@@https://plugins.example.com/x.zip",
];

const grafana = (
  random: Random,
  home: string,
  env: Readonly<Record<string, string>>,
  fields: object = {},
): Raw => {
  const image = random.pick([
    "grafana/grafana",
    "grafana/grafana-oss",
    "grafana/grafana-enterprise",
  ]);
  const container = {
    ...safeContainer("grafana"),
    image: `harbor.mlops.internal/mirror/${image}:11.3.1`,
    env: random.shuffle(Object.entries(env).map(([name, value]) => ({ name, value }))),
  };
  const containers = random.shuffle([safeContainer("side"), container]);
  return workload(random, home, podSpec(random, { containers, ...fields }));
};

/** A list of plugins, told by a variable, by a mounted file, or by a ConfigMap of variables. */
function plugins(random: Random, home: string): object[] {
  const list = random.shuffle(PLUGINS).slice(0, random.int(1, 3)).join(",");
  const name = random.pick([
    "GF_INSTALL_PLUGINS",
    "GF_PLUGINS_PREINSTALL",
    "GF_PLUGINS_PREINSTALL_SYNC",
  ]);
  if (random.maybe(60)) return [grafana(random, home, { ...QUIET, [name]: list })];
  const key = random.pick(["preinstall", "preinstall_sync"]);
  const map = made(random, "v1", "ConfigMap", home, {
    data: {
      "grafana.ini": `[analytics]\nreporting_enabled = false\n\n[plugins]\n${key} = ${list}\n`,
    },
  });
  const configMap = { name: map.metadata.name };
  const volume = random.pick<object>([
    { name: "settings", configMap },
    { name: "settings", projected: { sources: [{ configMap }] } },
  ]);
  return [grafana(random, home, QUIET, { volumes: [volume] }), map];
}

/** Where Grafana asks for data or has pictures drawn. */
function asked(random: Random, home: string): object[] {
  const url = outsideUrl(random, ["http", "https"]);
  const source = { name: "cloud", type: "prometheus", access: "proxy", url };
  const datasources = { apiVersion: 1, datasources: [source] };
  return [
    random.pick<object>([
      grafana(random, home, { ...QUIET, GF_RENDERING_SERVER_URL: url }),
      grafana(random, home, { ...QUIET, GF_RENDERING_CALLBACK_URL: url }),
      made(random, "v1", "ConfigMap", home, { data: { "cloud.yaml": stringify(datasources) } }),
      made(random, "v1", "ConfigMap", home, {
        data: { "cloud.json": JSON.stringify(datasources) },
      }),
      made(random, "grafana.integreatly.org/v1beta1", "GrafanaDatasource", home, {
        spec: { instanceSelector: {}, datasource: source },
      }),
    ]),
  ];
}

const grafanaWay = (
  rule: string,
  title: string,
  make: (random: Random, home: string) => object[],
): Way =>
  way(55, rule, title, (random, stack) => {
    const objects = make(random, anywhere(random, stack));
    return adding(random, stack, JSON.stringify(objects), ...objects);
  });

/** Way 55. */
export const GRAFANA: readonly Way[] = [
  grafanaWay("usage-reports-are-off", "a Grafana that installs plugins", plugins),
  grafanaWay("strings-stay-inside", "a Grafana that asks somebody outside", asked),
];
