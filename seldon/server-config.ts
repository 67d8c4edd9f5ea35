import type { Server } from "../schema/server";
import type { SeldonSettings } from "../schema/seldon";
import { agentEnv } from "./agent-env";
import { asPin, imageReference, type ImageRegistry, type SeldonImages } from "./image";
import { rcloneLogLevel } from "./log-level";
import { modelServers } from "./model-server";
import { modelServerContainer } from "./server";
import { serverConfigName } from "./server-config-name";
import { usualServerResources } from "./server-defaults";
import { asVariables } from "./variables";

/** What holds for every server of a stack. */
export interface ServerSurroundings {
  /** Seldon reads ServerConfigs only where its controller runs. */
  readonly controllerNamespace: string;
  readonly images: SeldonImages;
  readonly registry?: ImageRegistry | undefined;
  /** Name of the Secret to pull with, in the tenant's namespace. */
  readonly pullSecret?: string | undefined;
  readonly settings: SeldonSettings;
}

/**
 * A ServerConfig for one Server alone, made as the chart makes its two: what differs is the image, the
 * model volume, or variables. Data plane TLS is left out, which Seldon 2.9.1 cannot do.
 */
export function serverConfig(tenant: string, server: Server, around: ServerSurroundings) {
  const container = modelServerContainer(server);
  const models = `${container}-models`;
  const { volumes } = modelServers[server.type];
  return {
    apiVersion: "mlops.seldon.io/v1alpha1",
    kind: "ServerConfig",
    metadata: { name: serverConfigName(tenant, server), namespace: around.controllerNamespace },
    spec: {
      podSpec: {
        serviceAccountName: "seldon-server",
        // A pod that ends drains its models first.
        terminationGracePeriodSeconds: 120,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
        ...(around.pullSecret && { imagePullSecrets: [{ name: around.pullSecret }] }),
        containers: [
          rclone(models, around),
          agent(server, container, models, around),
          modelServer(server, container, models, around),
        ],
        volumes: [
          { name: "config-volume", configMap: { name: "seldon-agent" } },
          { name: "tracing-config-volume", configMap: { name: "seldon-tracing" } },
          ...volumes,
        ],
      },
      volumeClaimTemplates: [{ name: models, spec: claim(server, around.settings) }],
    },
  };
}

function claim({ modelVolume }: Server, { storage }: SeldonSettings) {
  const storageClassName = modelVolume?.className ?? storage.className;
  return {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: modelVolume?.size ?? storage.models } },
    ...(storageClassName !== undefined && { storageClassName }),
  };
}

/** Each container waits at its end until the agent has drained it. */
const lifecycle = { preStop: { httpGet: { path: "terminate", port: 9007 } } };
const imagePullPolicy = "IfNotPresent";

const rclone = (models: string, { images, registry, settings }: ServerSurroundings) => ({
  name: "rclone",
  image: imageReference(registry, images.rclone),
  imagePullPolicy,
  env: [{ name: "RCLONE_LOG_LEVEL", value: rcloneLogLevel(settings.logLevel).toUpperCase() }],
  lifecycle,
  ports: [{ name: "rclone", containerPort: 5572, protocol: "TCP" }],
  readinessProbe: {
    tcpSocket: { port: 5572 },
    initialDelaySeconds: 5,
    periodSeconds: 5,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  },
  resources: usualServerResources.rclone,
  volumeMounts: [{ name: models, mountPath: "/mnt/agent" }],
});

function agent(server: Server, container: string, models: string, around: ServerSurroundings) {
  const ready = { httpGet: { path: "/ready", port: 9008 } };
  return {
    name: "agent",
    image: imageReference(around.registry, around.images.agent),
    imagePullPolicy,
    command: ["/bin/agent"],
    args: ["--tracing-config-path=/mnt/tracing/tracing.json"],
    env: agentEnv(server, container, around.settings),
    lifecycle,
    ports: [
      { name: "grpc", containerPort: 9501, protocol: "TCP" },
      { name: "http", containerPort: 9001, protocol: "TCP" },
      { name: "metrics", containerPort: 9006, protocol: "TCP" },
      { name: "readiness-port", containerPort: 9008 },
    ],
    startupProbe: { ...ready, periodSeconds: 15, failureThreshold: 60 },
    readinessProbe: { ...ready, periodSeconds: 5, failureThreshold: 1 },
    resources: usualServerResources.agent,
    volumeMounts: [
      { name: models, mountPath: "/mnt/agent" },
      { name: "config-volume", mountPath: "/mnt/config" },
      { name: "tracing-config-volume", mountPath: "/mnt/tracing" },
    ],
  };
}

function modelServer(
  server: Server,
  container: string,
  models: string,
  around: ServerSurroundings,
) {
  const { start, env, metricsPort, mounts } = modelServers[server.type];
  const usual = server.type === "triton" ? around.images.triton : around.images.mlserver;
  const live = { httpGet: { path: "/v2/health/live", port: "server-http" } };
  return {
    name: container,
    image: imageReference(around.registry, server.image ? asPin(server.image) : usual),
    imagePullPolicy,
    ...start,
    env: asVariables({ ...env, ...server.env }),
    lifecycle,
    ports: [
      { name: "server-grpc", containerPort: 9500, protocol: "TCP" },
      { name: "server-http", containerPort: 9000, protocol: "TCP" },
      { name: "server-metrics", containerPort: metricsPort },
    ],
    startupProbe: { ...live, periodSeconds: 10, failureThreshold: 10 },
    readinessProbe: { ...live, initialDelaySeconds: 5, periodSeconds: 5 },
    livenessProbe: live,
    resources: usualServerResources.server,
    volumeMounts: [{ name: models, mountPath: "/mnt/agent", readOnly: true }, ...mounts],
  };
}
