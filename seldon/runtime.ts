import { grpcPortPrefix, meshAnnotations } from "../istio/mesh-switch";
import type { Hodometer } from "../schema/platform";
import type { ComponentName, Runtime } from "../schema/runtime";
import type { SeldonSettings } from "../schema/seldon";
import { componentDefaults } from "./component-defaults";
import { completeResources } from "./container-resources";
import { containerSecurity } from "./container-security";
import { tracingConfig } from "./tracing";

export interface RuntimeArgs {
  /** The tenant's namespace. */
  readonly namespace: string;
  readonly runtime: Runtime;
  /** The stack's: what a tenant may only turn further off. */
  readonly hodometer: Pick<Hodometer, "enabled" | "metricsLevel">;
  /** Where Kafka or tracing are absent, they are off. */
  readonly settings: Pick<SeldonSettings, "kafka" | "tracing" | "controlPlaneTls">;
  /** Istio's version; absent where the tenant is in no mesh. */
  readonly mesh?: string | undefined;
}

/** Only Pipelines need these, and without a Kafka to talk to they stop at once. */
const kafkaClients = [
  "seldon-modelgateway",
  "seldon-pipelinegateway",
  "seldon-dataflow-engine",
] as const satisfies ComponentName[];

/**
 * A tenant's SeldonRuntime. No field says what is the zero value of its type: the operator drops those
 * when it writes the object back, and it would differ from what was applied ever after.
 */
export const seldonRuntime = (args: RuntimeArgs) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind: "SeldonRuntime",
  // Its labels and annotations would be copied to every pod, and roll them at each change.
  metadata: { name: "seldon", namespace: args.namespace, ...meshAnnotations(args.mesh) },
  spec: {
    seldonConfig: "default",
    overrides: overrides(args),
    config: {
      serviceConfig: { serviceType: "ClusterIP", ...grpcServicePrefix(args) },
      tracingConfig: tracingConfig(args.settings.tracing),
      ...(args.settings.kafka && {
        kafkaConfig: {
          "bootstrap.servers": args.settings.kafka.bootstrap,
          topicPrefix: args.settings.kafka.topicPrefix,
        },
      }),
    },
    ...(args.runtime.disableAutoUpdate && { disableAutoUpdate: true }),
  },
});

/** Left out where it would be empty: the operator drops empty fields when it writes the object back. */
function grpcServicePrefix({ mesh, settings }: RuntimeArgs) {
  const prefix = grpcPortPrefix(settings.controlPlaneTls !== undefined);
  return mesh === undefined || prefix === undefined ? {} : { grpcServicePrefix: prefix };
}

function overrides(args: RuntimeArgs) {
  const { runtime, hodometer, settings } = args;
  const counts = hodometer.enabled && runtime.hodometer.enabled !== false;
  const of = (name: ComponentName, replicas: number, env: readonly object[] = []) => ({
    name,
    replicas,
    // Where there is no pod there is nothing to say of it, and each word is state that every change rewrites.
    ...(replicas > 0 && { podSpec: { containers: [container(name, runtime, env)] } }),
  });
  // An override that names no type falls to Kubernetes' default and not to serviceConfig's.
  const inside = { serviceType: "ClusterIP" };
  return [
    // Zero replicas, not `disable`: a disabled part leaves the runtime's Ready condition Unknown.
    of("hodometer", counts ? 1 : 0, [metricsLevel(args)]),
    { ...of("seldon-scheduler", 1), ...inside },
    { ...of("seldon-envoy", runtime.replicas["seldon-envoy"]), ...inside },
    ...kafkaClients.map((name) => of(name, settings.kafka ? (runtime.replicas[name] ?? 1) : 0)),
  ];
}

/**
 * Set here alone: the SeldonConfig names no level (components/seldon-transforms.ts), since the operator sees
 * no difference when a second variable of one name comes to a pod that runs.
 */
const metricsLevel = ({ runtime, hodometer }: RuntimeArgs) => ({
  name: "METRICS_LEVEL",
  value: runtime.hodometer.metricsLevel ?? hodometer.metricsLevel,
});

function container(name: ComponentName, runtime: Runtime, env: readonly object[]) {
  const { container: containerName, resources } = componentDefaults[name];
  const given = runtime.resources[name];
  return {
    name: containerName,
    resources: given ? completeResources(resources, given) : resources,
    securityContext: containerSecurity,
    ...(env.length > 0 && { env }),
  };
}
