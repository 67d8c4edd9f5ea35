import { parseAllDocuments } from "yaml";

/** What the gate tells of a chart as it comes, by rule: the objects that are truly not fit for prod. */
type Told = Readonly<Record<string, readonly string[]>>;

/** The three that tell of each namespace without policies; here the program, not the chart, makes them. */
const withoutWalls = (namespace: string, first: string): Told => ({
  "namespaces-deny-by-default": [first],
  "nothing-leaves": [`Namespace ${namespace}`],
  "tenants-do-not-meet": [`Namespace ${namespace}`],
});

/** By file: the real charts with their default values, judged at the site of the committed prod. */
export const REAL_CHARTS: Readonly<Record<string, Told>> = {
  "cert-manager-1.21.1/rendered.yaml": {
    "images-come-from-harbor": [
      "Deployment cert-manager",
      "Deployment cert-manager-cainjector",
      "Deployment cert-manager-webhook",
      "Job cert-manager-startupapicheck",
    ],
    ...withoutWalls("cert-manager", "ServiceAccount cert-manager-cainjector"),
  },
  "istio-1.30.3/base.rendered.yaml": withoutWalls(
    "istio-system",
    "ServiceAccount istio-reader-service-account",
  ),
  "istio-1.30.3/cni.rendered.yaml": {
    "images-come-from-harbor": ["DaemonSet istio-cni-node"],
    "images-do-not-move": ["DaemonSet istio-cni-node"],
    // The site lets the plugin do so in istio-cni, and here it lies in istio-system.
    "pod-security-baseline": ["DaemonSet istio-cni-node"],
    "pods-keep-off-the-host": ["DaemonSet istio-cni-node"],
    "pods-stay-on-enforcing-nodes": ["DaemonSet istio-cni-node"],
    ...withoutWalls("istio-system", "ServiceAccount istio-cni"),
  },
  "istio-1.30.3/gateway.rendered.yaml": {
    "pull-secrets-are-there": ["Deployment istio-gateway"],
    // Under another name than the site's door.
    "services-open-no-node-ports": ["Service istio-gateway"],
    ...withoutWalls("istio-system", "ServiceAccount istio-gateway"),
  },
  "istio-1.30.3/istiod.rendered.yaml": {
    // The hub of the injector, and the one image that a template of it names in full.
    "images-come-from-harbor": [
      "ConfigMap istio-sidecar-injector",
      "ConfigMap values",
      "Deployment istiod",
    ],
    "images-do-not-move": ["ConfigMap istio-sidecar-injector", "Deployment istiod"],
    "mesh-outbound-is-registered": ["ConfigMap istio"],
    ...withoutWalls("istio-system", "ServiceAccount istiod"),
  },
  "metallb-0.15.3/rendered.yaml": {
    "images-come-from-harbor": ["DaemonSet metallb-speaker", "Deployment metallb-controller"],
    ...withoutWalls("metallb-system", "ServiceAccount metallb-controller"),
  },
  "seldon-2.9.1/crds.rendered.yaml": {},
  "seldon-2.9.1/runtime.rendered.yaml": {
    "hodometer-off-in-prod": ["SeldonRuntime seldon"],
    "rclone-remotes-are-inside": ["Secret seldon-rclone-gs-public"],
    // Its SeldonConfig is the setup chart's.
    "reach-is-known": ["SeldonRuntime seldon"],
    "services-open-no-node-ports": ["SeldonRuntime seldon"],
    ...withoutWalls("seldon-system", "Secret seldon-rclone-gs-public"),
  },
  "seldon-2.9.1/servers.rendered.yaml": {
    // Their ServerConfigs are the setup chart's.
    "reach-is-known": ["Server mlserver", "Server triton"],
    ...withoutWalls("seldon-system", "Server mlserver"),
  },
  "seldon-2.9.1/setup.rendered.yaml": {
    "hodometer-off-in-prod": ["SeldonConfig default"],
    "images-come-from-harbor": [
      "Deployment seldon-v2-controller-manager",
      "SeldonConfig default",
      "ServerConfig mlserver",
      "ServerConfig triton",
    ],
    "models-name-no-hub": ["ServerConfig mlserver", "ServerConfig triton"],
    "rclone-remotes-are-inside": ["SeldonConfig default"],
    "services-open-no-node-ports": ["SeldonConfig default"],
    "strings-stay-inside": ["SeldonConfig default"],
    ...withoutWalls("seldon-system", "ServiceAccount seldon-v2-controller-manager"),
  },
};

/** @throws Error where a document is no YAML */
export const documentsOf = (text: string): unknown[] =>
  parseAllDocuments(text)
    .map((document) => {
      for (const error of document.errors) throw error;
      return document.toJS() as unknown;
    })
    .filter((document) => document !== null);
