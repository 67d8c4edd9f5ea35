/** Seldon Core v2; https://github.com/SeldonIO/seldon-core/releases. Charts and images move together. */
const seldon = "2.9.1";

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
