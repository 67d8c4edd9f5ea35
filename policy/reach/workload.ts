import type { ObjectName } from "../kubernetes-object";
import type { Protocol } from "./sets/port-set";

/** Pods that are alike, as the network sees them: what one workload makes. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** `Deployment`, `StatefulSet`, `Pod`, …: the kind that makes the pods. */
  readonly kind: string;
  /** Of its pods, without those that controllers and Istio's injector add (`isAddedLabel`). */
  readonly labels: Readonly<Record<string, string>>;
  /** Of its pods. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ports that its containers name or list. */
  readonly ports: readonly ContainerPort[];
  /** In the network of its node, where no NetworkPolicy holds it. */
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  /** None run where it is 0; 1 where nobody can say. */
  readonly replicas: number;
  /** What it was read from: the workload itself, or the custom resource that an operator makes it of. */
  readonly object: ObjectName;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: Protocol;
}

/** `namespace/name[Kind]` */
export const titleOf = ({
  namespace,
  name,
  kind,
}: Pick<Workload, "namespace" | "name" | "kind">): string => `${namespace}/${name}[${kind}]`;
