import type { KubernetesObject, ObjectName } from "../kubernetes-object";
import type { NetworkPolicy } from "./policies/network-policy";
import type { Workload } from "./workload";

/** Something that the prover cannot judge: whatever rests on it is not proved. */
export interface Doubt {
  readonly object: ObjectName;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  /** What is known holds, but there may be pods beside it; absent: what is known may itself be wrong. */
  readonly morePods?: true;
}

/** A set of objects, rendered or live, as the network sees it. */
export interface ClusterSet {
  /** Labels by name, `kubernetes.io/metadata.name` included; those only named by an object too. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly workloads: readonly Workload[];
  readonly policies: readonly NetworkPolicy[];
  readonly doubts: readonly Doubt[];
  /**
   * All of them, for whoever needs Services, Istio's kinds or rights; also the Services, accounts and rights
   * that Seldon's operator makes.
   */
  readonly objects: readonly KubernetesObject[];
}
