import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Policy } from "../network/policies";
import { platformNamespace, type PullAccess } from "./platform-namespace";

export interface TenantArgs {
  readonly policies: readonly Policy[];
  readonly registry?: PullAccess | undefined;
  /** Whether this tenant's usage counts may be collected and sent. */
  readonly hodometer: boolean;
  /** Replicas of the tenant's entry point; one is enough to serve. */
  readonly envoyReplicas: number;
}

/** One team's namespace with a Seldon runtime of its own: never shared, never reached from another. */
export class Tenant extends pulumi.ComponentResource {
  constructor(name: string, args: TenantArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:Tenant", name, {}, opts);
    const shutNamespace = platformNamespace(
      name,
      // Seldon's pods name no seccomp profile, which the restricted level demands.
      { podSecurity: "baseline", policies: args.policies, registry: args.registry },
      { parent: this },
    );
    new k8s.apiextensions.CustomResource(
      `${name}-runtime`,
      {
        apiVersion: "mlops.seldon.io/v1alpha1",
        kind: "SeldonRuntime",
        // Its labels and annotations would be copied to every pod, and roll them at each change.
        metadata: { name: "seldon", namespace: name },
        spec: runtimeSpec(args),
      },
      { parent: this, dependsOn: shutNamespace },
    );
    this.registerOutputs({});
  }
}

/** The fields of a SeldonRuntime that we set; the type of one of its overrides. */
interface Override {
  readonly name: string;
  readonly replicas: number;
  readonly serviceType?: "ClusterIP";
}

function runtimeSpec({ hodometer, envoyReplicas }: TenantArgs) {
  const overrides: Override[] = [
    // Zero replicas, not `disable`: a disabled part leaves the runtime's Ready condition Unknown.
    { name: "hodometer", replicas: hodometer ? 1 : 0 },
    { name: "seldon-scheduler", replicas: 1, serviceType: "ClusterIP" },
    { name: "seldon-envoy", replicas: envoyReplicas, serviceType: "ClusterIP" },
    // These three only serve Pipelines, and stop at once without a Kafka to talk to.
    { name: "seldon-modelgateway", replicas: 0 },
    { name: "seldon-pipelinegateway", replicas: 0 },
    { name: "seldon-dataflow-engine", replicas: 0 },
  ];
  return {
    seldonConfig: "default",
    overrides,
    config: {
      // Read here only: Seldon never merges the setup chart's opentelemetry.disable into a runtime.
      tracingConfig: { disable: true },
      serviceConfig: { serviceType: "ClusterIP" },
    },
  };
}
