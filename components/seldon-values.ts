import { grpcPortPrefix } from "../istio/mesh-switch";
import { imageParts, withOwnBuilds } from "../seldon/image";
import { rcloneLogLevel } from "../seldon/log-level";
import { kafkaValues, tracingValues } from "../seldon/setup-values";
import type { ImagePin } from "../versions";
import { PullSecret } from "./pull-secret";
import type { SeldonArgs } from "./seldon";

/** The values given to Seldon's setup chart; each key is held against the real chart by a test. */
export function setupValues({
  registry,
  watchNamespaces,
  hodometer,
  settings,
  meshed,
  ...args
}: SeldonArgs) {
  const { logLevel, storage, controlPlaneTls } = settings;
  const images = withOwnBuilds(args.images, settings.images);
  const image = (pin: ImagePin) => ({ image: imageParts(registry, pin) });
  const modelServer = (pin: ImagePin) => ({ ...image(pin), modelVolumeStorage: storage.models });
  const prefix = meshed ? grpcPortPrefix(controlPlaneTls !== undefined) : undefined;
  const kafka = settings.kafka && kafkaValues(settings.kafka);
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
    scheduler: { ...image(images.scheduler), resources: { storage: storage.scheduler } },
    envoy: image(images.envoy),
    modelgateway: image(images.modelgateway),
    pipelinegateway: image(images.pipelinegateway),
    dataflow: image(images.dataflow),
    // How much it counts is said by each runtime: see seldon/runtime.ts.
    hodometer: {
      ...image(images.hodometer),
      logLevel,
      extraPublishUrls: hodometer.extraPublishUrls.join(","),
    },
    serverConfig: {
      agent: image(images.agent),
      rclone: { ...image(images.rclone), logLevel: rcloneLogLevel(logLevel) },
      mlserver: modelServer(images.mlserver),
      triton: modelServer(images.triton),
    },
    logging: { logLevel },
    opentelemetry: tracingValues(settings.tracing),
    ...(kafka && { kafka: kafka.kafka }),
    security: {
      ...kafka?.security,
      controlplane: { protocol: controlPlaneTls ? "SSL" : "PLAINTEXT" },
    },
    services: { defaultServiceType: "ClusterIP", ...(prefix && { serviceGRPCPrefix: prefix }) },
    // Only a Model that says bounds is scaled; with the chart's default, bounds would do nothing.
    autoscaling: { autoscalingModelEnabled: true },
    ...(registry && { imagePullSecrets: [{ name: PullSecret.secretName }] }),
  };
}

/**
 * Takes the cluster-wide binding out of what the chart renders, before the engine hears of it. The path
 * is relative to the program, as the chart's own is; node runs the program itself, so it is there.
 */
export const setupPostRenderer = { command: "node", args: ["charts/without-cluster-binding.js"] };
