import { claimsOf } from "../operator/claims";
import type {
  ClaimSpec,
  Container,
  Deployment,
  KubernetesObject,
  StatefulSet,
} from "../operator/objects";
import { podsOf } from "../operator/pods";

/** Numbers of objects by the name that a quota has for their kind: `pods`, `deployments.apps`. */
type Counts = Readonly<Record<string, number>>;

/** Something in a tenant's namespace that a quota counts. */
export interface Part {
  readonly name: string;
  readonly replicas: number;
  /** Containers of one replica's pod. */
  readonly containers: readonly Container[];
  /** Claims of one replica. */
  readonly claims: readonly ClaimSpec[];
  /** Other objects of one replica. */
  readonly perReplica: Counts;
  /** Objects that are there once, however many replicas there are. */
  readonly once: Counts;
  /** A Deployment makes a new pod before it takes an old one away; a StatefulSet does not. */
  readonly surges: boolean;
}

type Workload = Deployment | StatefulSet;

/** A part with one replica of the workloads' pods; without workloads, one that has no pod. */
export function partOf(name: string, workloads: readonly Workload[]): Part {
  const single = workloads.map(
    (workload) => ({ ...workload, spec: { ...workload.spec, replicas: 1 } }) as Workload,
  );
  return {
    name,
    replicas: 1,
    containers: podsOf(single).flatMap(({ spec }) => spec.containers),
    claims: claimsOf(single).map(({ spec }) => spec),
    perReplica: {},
    once: countsOf(workloads),
    surges: workloads.some(({ kind }) => kind === "Deployment"),
  };
}

/** Whether pods are made of it. */
export const isWorkload = (object: KubernetesObject): object is Workload =>
  object.kind === "Deployment" || object.kind === "StatefulSet";

const resourceOf: Readonly<Record<KubernetesObject["kind"], string>> = {
  ConfigMap: "configmaps",
  Deployment: "deployments.apps",
  Role: "roles.rbac.authorization.k8s.io",
  RoleBinding: "rolebindings.rbac.authorization.k8s.io",
  Service: "services",
  ServiceAccount: "serviceaccounts",
  StatefulSet: "statefulsets.apps",
};

/** How many objects of each kind there are, by the kind's name in a quota. */
export function countsOf(objects: readonly KubernetesObject[]): Counts {
  const counts: Record<string, number> = {};
  for (const { kind } of objects) counts[resourceOf[kind]] = (counts[resourceOf[kind]] ?? 0) + 1;
  return counts;
}
