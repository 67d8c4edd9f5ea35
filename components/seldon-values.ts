import type { ImagePin } from "../versions";
import { PullSecret } from "./pull-secret";
import type { SeldonArgs } from "./seldon";

/** The images of Seldon's setup chart, by the chart's own names. */
export type SeldonImages = Readonly<
  Record<
    | "controller"
    | "scheduler"
    | "envoy"
    | "modelgateway"
    | "pipelinegateway"
    | "dataflow"
    | "hodometer"
    | "agent"
    | "rclone"
    | "mlserver"
    | "triton",
    ImagePin
  >
>;

/** The values given to Seldon's setup chart; each key is held against the real chart by a test. */
export function setupValues({ images, registry, watchNamespaces, hodometer }: SeldonArgs) {
  const image = ({ host, path, tag }: ImagePin) => ({
    image: registry
      ? { registry: registry.host, repository: join(registry.prefix, path), tag }
      : { registry: host, repository: path, tag },
  });
  return {
    controller: {
      ...image(images.controller),
      clusterwide: true,
      // Each tenant has a Role of its own instead. The chart's values file spells it otherwise, to no effect.
      skipClusterRoleCreation: true,
      watchNamespaces: [...watchNamespaces],
      // The chart's 64Mi is too little for the caches of several watched namespaces.
      resources: { cpu: "100m", memory: "256Mi" },
    },
    scheduler: image(images.scheduler),
    envoy: image(images.envoy),
    modelgateway: image(images.modelgateway),
    pipelinegateway: image(images.pipelinegateway),
    dataflow: image(images.dataflow),
    hodometer: { ...image(images.hodometer), metricsLevel: hodometer.metricsLevel },
    serverConfig: {
      agent: image(images.agent),
      rclone: image(images.rclone),
      mlserver: image(images.mlserver),
      triton: image(images.triton),
    },
    services: { defaultServiceType: "ClusterIP" },
    ...(registry && { imagePullSecrets: [{ name: PullSecret.secretName }] }),
  };
}

/**
 * Takes the cluster-wide binding out of what the chart renders, before the engine hears of it. The path
 * is relative to the program, as the chart's own is; node runs the program itself, so it is there.
 */
export const setupPostRenderer = { command: "node", args: ["charts/without-cluster-binding.js"] };

const join = (prefix: string | undefined, path: string): string =>
  prefix === undefined ? path : `${prefix}/${path}`;
