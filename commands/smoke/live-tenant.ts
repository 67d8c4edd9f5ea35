import type { Condition } from "./condition";

/** One of Seldon's custom resources, as far as it is looked at here. */
export interface SeldonObject<Spec> {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: Spec;
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly availableReplicas?: number;
  };
}

interface Scaled {
  readonly replicas?: number;
  readonly minReplicas?: number;
}

export interface LiveExperimentSpec {
  readonly resourceType?: string;
  readonly default?: string;
  readonly candidates: readonly { readonly name: string; readonly weight: number }[];
}

export type LiveRuntime = SeldonObject<unknown>;
export type LiveServer = SeldonObject<Scaled>;
export type LiveModel = SeldonObject<Scaled>;
export type LiveExperiment = SeldonObject<LiveExperimentSpec>;

/** A Deployment or a StatefulSet. */
export interface Workload {
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string;
    readonly generation?: number;
    readonly ownerReferences?: readonly { readonly kind: string }[];
  };
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** Everything of one tenant that says whether it is ready. */
export interface LiveTenant {
  readonly runtimes: readonly LiveRuntime[];
  readonly servers: readonly LiveServer[];
  readonly models: readonly LiveModel[];
  readonly experiments: readonly LiveExperiment[];
  readonly workloads: readonly Workload[];
}
