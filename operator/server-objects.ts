import type { Server, ServerConfig } from "./custom-resources";
import { mergedLabels, nameLabel } from "./labels";
import type { KubernetesObject, PodSpec, Service } from "./objects";
import { mergedPodSpec } from "./pod-spec";
import { assertKnownVersion } from "./unknown-operator-version";
import { statefulSet } from "./workload";

/** What the operator reads to make one inference server. */
export interface ServerInput {
  /** Of the operator, as in its image tag: `2.9.1`. */
  readonly version: string;
  /** The tenant's namespace. */
  readonly namespace: string;
  readonly serverConfig: ServerConfig;
  readonly server: Server;
}

/** On the StatefulSet's pods and in its selector: the Server's name. */
const serverLabel = "seldon-server-name";
const capabilitiesVariable = "SELDON_SERVER_CAPABILITIES";

/**
 * The StatefulSet of one Server and a headless Service per replica. The StatefulSet names a Service of its
 * own name, which nobody makes. Owner references and the operator's memory are left out, as for runtimes.
 * Throws UnknownOperatorVersion.
 */
export function serverObjects(input: ServerInput): KubernetesObject[] {
  const { version, namespace, serverConfig, server } = input;
  assertKnownVersion(version);
  const { name } = server.metadata;
  const replicas = server.spec.replicas ?? 1;
  const places = [server.metadata, serverConfig.metadata];
  const selector = { [serverLabel]: name };
  const kind = { [nameLabel]: "seldon-server" };
  const labels = mergedLabels(kind, ...places.map((place) => place.labels));
  const workload = {
    name,
    namespace,
    replicas,
    selector,
    labels,
    podLabels: mergedLabels(selector, labels),
    annotations: mergedLabels(...places.map((place) => place.annotations)),
    podSpec: withCapabilities(
      mergedPodSpec(serverConfig.spec.podSpec, server.spec.podSpec),
      server,
    ),
  };
  return [
    ...Array.from({ length: replicas }, (_, index) => replicaService(name, index, namespace)),
    statefulSet(
      workload,
      serverConfig.spec.volumeClaimTemplates ?? [],
      server.spec.statefulSetPersistentVolumeClaimRetentionPolicy,
    ),
  ];
}

/** `capabilities` replaces what the ServerConfig says and hides `extraCapabilities`, which adds to it. */
function withCapabilities(podSpec: PodSpec, { spec }: Server): PodSpec {
  const own = (spec.capabilities ?? []).join();
  const extra = (spec.extraCapabilities ?? []).join();
  if (own === "" && extra === "") return podSpec;
  const value = (configured = ""): string => (own === "" ? `${configured},${extra}` : own);
  return {
    ...podSpec,
    containers: podSpec.containers.map(({ env, ...container }) => ({
      ...container,
      ...(env && {
        env: env.map((variable) =>
          variable.name === capabilitiesVariable
            ? { name: capabilitiesVariable, value: value(variable.value) }
            : variable,
        ),
      }),
    })),
  };
}

const replicaService = (server: string, index: number, namespace: string): Service => {
  const name = `${server}-${index}`;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name,
      namespace,
      labels: { "seldon-server-replica": server, "seldon-server-replica-name": name },
    },
    spec: {
      clusterIP: "None",
      selector: { "statefulset.kubernetes.io/pod-name": name },
      ports: [
        { name: "http", port: 9000, targetPort: "http" },
        { name: "grpc", port: 9500, targetPort: "grpc" },
        { name: "agent", port: 9005 },
      ],
    },
  };
};
