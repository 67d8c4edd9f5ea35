import { metadataOf, textOf } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { called, calledEach } from "./called";
import { fieldsWithin, type Field } from "./fields-within";
import { receiverComplaints } from "./receivers";

/** What measures everything sends what it measured on, and wakes people up by what it calls. */
export const monitoringStaysInside: ObjectRule = {
  name: "monitoring-stays-inside",
  description: "Metrics and alerts are fetched from inside, and go to receivers inside.",
  why: "Prometheus can send all metrics to a remote store and scrape any host, Alertmanager can call any. Receivers of a vendor have that vendor's cloud as their default. Settings that lie in a Secret are refused, because the gate never reads its data.",
  severity: "high",
  remediation: "Name a server inside, in the object itself.",
  ways: [54],
  scope: "object",
  kinds: new Set(
    [
      ...["Prometheus", "PrometheusAgent", "Alertmanager", "AlertmanagerConfig", "ThanosRuler"],
      ...["Probe", "ScrapeConfig", "ServiceMonitor", "PodMonitor"],
    ].map((kind) => `monitoring.coreos.com/${kind}`),
  ),
  check(object, site) {
    const home = textOf(metadataOf(object).namespace);
    return fieldsWithin(object.spec, "spec").flatMap((field) => [
      ...hidden(field),
      ...discovered(field),
      ...server(field, site, home),
      ...relabelled(field, site, home),
      ...receiverComplaints(field, site, home),
    ]);
  },
  examples: {
    refused: `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: seldon-system }
spec: { remoteWrite: [{ url: "https://metrics.example.com/push" }] }
`,
    accepted: `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: seldon-system }
spec: { remoteWrite: [{ url: "http://store.seldon-system.svc:9009/push" }] }
`,
  },
};

// Settings that name hosts, and lie where the gate does not look.
const HIDING: ReadonlySet<string> = new Set([
  ...["additionalScrapeConfigs", "additionalAlertManagerConfigs", "configSecret"],
  ...["alertmanagersConfig", "alertManagersConfig", "queryConfig", "objectStorageConfig"],
  ...["objectStorageConfigFile", "tracingConfigFile", "remoteWriteConfigFile"],
]);

function hidden({ key, value, path }: Field): Complaint[] {
  // What holds for all receivers of an Alertmanager: a URL that is an object lies in a Secret.
  const isKept = /\.global\.\w+url$/i.test(path) && typeof value === "object";
  if (!isKept && !HIDING.has(key)) return [];
  if (value === undefined || value === null || value === "") return [];
  return [
    {
      path,
      message: "takes settings from where the gate does not look",
      remedy:
        "Write them with the operator's own kinds, such as ScrapeConfig and AlertmanagerConfig.",
    },
  ];
}

// How targets are found without asking a cloud; where, their fields say.
const OWN_DISCOVERY: ReadonlySet<string> = new Set(
  ["kubernetes", "dns", "http", "file", "consul", "eureka", "nomad", "kuma", "docker"]
    .concat(["dockerSwarm", "puppetDB"])
    .flatMap((kind) => [`${kind}SDConfigs`, `${kind}SdConfigs`]),
);

const discovered = ({ key, value, path }: Field): Complaint[] =>
  /S[dD]Configs$/.test(key) && !OWN_DISCOVERY.has(key) && Array.isArray(value) && value.length > 0
    ? [{ path, message: "asks the interface of a cloud for targets" }]
    : [];

const LISTS: ReadonlySet<string> = new Set(["static", "targets", "names", "queryEndpoints"]);

/** Fields that name a server, of whatever kind; a list is judged one by one. */
function server({ key, value, path }: Field, site: Site, home?: string): Complaint[] {
  // Where people find the thing: nobody is sent there by the object.
  if (/^external(Url|URL)$/.test(key)) return [];
  if (LISTS.has(key) && Array.isArray(value)) return calledEach(value, path, site, home);
  if (key === "noProxy") return [];
  const names = /(url|uri|apiServer|proxy)$/i.test(key) || /^(server|host|endpoint)$/.test(key);
  if (names && Array.isArray(value)) return calledEach(value, path, site, home);
  if (!names || typeof value === "object" || typeof value === "boolean") return [];
  return called(value, path, site, home);
}

/** Relabelling can put any host in the place of a target. */
function relabelled({ key, value, path, parent }: Field, site: Site, home?: string): Complaint[] {
  if (key !== "replacement" || typeof value !== "string" || value.startsWith("$")) return [];
  return parent.targetLabel === "__address__" ? called(value, path, site, home) : [];
}
