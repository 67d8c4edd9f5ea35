/** Seldon Core v2; https://github.com/SeldonIO/seldon-core/releases. Charts and images move together. */
const seldon = "2.9.1";

/** Istio; https://github.com/istio/istio/releases. Four charts and three images, all of one version. */
const istio = "1.30.3";

/** MetalLB; https://metallb.io/release-notes. */
const metalLb = "0.15.3";

/** cert-manager; https://cert-manager.io/docs/releases. */
const certManager = "v1.21.1";

/** A chart as the charts folder and charts/lock.json know it. */
export interface ChartPin {
  readonly name: string;
  readonly version: string;
}

/** An image by its upstream address; a stack's registry replaces the host and keeps the path. */
export interface ImagePin {
  readonly host: string;
  readonly path: string;
  readonly tag: string;
}

export const charts = {
  seldonCrds: { name: "seldon-core-v2-crds", version: seldon },
  seldonSetup: { name: "seldon-core-v2-setup", version: seldon },
  istioBase: { name: "base", version: istio },
  istiod: { name: "istiod", version: istio },
  istioCni: { name: "cni", version: istio },
  istioGateway: { name: "gateway", version: istio },
  metalLb: { name: "metallb", version: metalLb },
  certManager: { name: "cert-manager", version: certManager },
} as const satisfies Record<string, ChartPin>;

const seldonio = (name: string, tag: string = seldon): ImagePin => ({
  host: "docker.io",
  path: `seldonio/${name}`,
  tag,
});

/** Every image that Seldon's setup chart can name: the eleven of its values file. */
export const images = {
  controller: seldonio("seldonv2-controller"),
  scheduler: seldonio("seldon-scheduler"),
  envoy: seldonio("seldon-envoy"),
  modelgateway: seldonio("seldon-modelgateway"),
  pipelinegateway: seldonio("seldon-pipelinegateway"),
  dataflow: seldonio("seldon-dataflow-engine"),
  hodometer: seldonio("seldon-hodometer"),
  agent: seldonio("seldon-agent"),
  rclone: seldonio("seldon-rclone"),
  mlserver: seldonio("mlserver", "1.7.1"),
  triton: { host: "nvcr.io", path: "nvidia/tritonserver", tag: "23.03-py3" },
} as const satisfies Record<string, ImagePin>;

/** What istiod, the CNI programs and each proxy run. */
export const istioImages = {
  pilot: { host: "docker.io", path: "istio/pilot", tag: istio },
  proxy: { host: "docker.io", path: "istio/proxyv2", tag: istio },
  cni: { host: "docker.io", path: "istio/install-cni", tag: istio },
} as const satisfies Record<string, ImagePin>;

/** frr and frr-k8s only where routers are told by BGP; their tags are those of the chart. */
export const metalLbImages = {
  controller: { host: "quay.io", path: "metallb/controller", tag: `v${metalLb}` },
  speaker: { host: "quay.io", path: "metallb/speaker", tag: `v${metalLb}` },
  frrK8s: { host: "quay.io", path: "metallb/frr-k8s", tag: "v0.0.21" },
  frr: { host: "quay.io", path: "frrouting/frr", tag: "10.4.1" },
} as const satisfies Record<string, ImagePin>;

const jetstack = (name: string): ImagePin => ({
  host: "quay.io",
  path: `jetstack/cert-manager-${name}`,
  tag: certManager,
});

/** acmesolver is named in an argument of the controller alone, and runs only where ACME is used. */
export const certManagerImages = {
  controller: jetstack("controller"),
  webhook: jetstack("webhook"),
  cainjector: jetstack("cainjector"),
  acmesolver: jetstack("acmesolver"),
} as const satisfies Record<string, ImagePin>;
