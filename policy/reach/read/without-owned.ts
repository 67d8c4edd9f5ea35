import { metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { differenceOf } from "./alike";
import { fieldsAt, listAt } from "./reading";
import { titleOf, type Workload } from "../workload";

/** Who made a Pod, a ReplicaSet or a Job, in its namespace. */
interface Owner {
  readonly kind: string;
  readonly name: string;
  /** On pods of a Deployment: how the name of the ReplicaSet between them ends. */
  readonly hash: string;
}

/** A workload and who made it, if not a person. */
export interface OwnedWorkload {
  readonly workload: Workload;
  readonly owner: Owner | undefined;
}

/** The owner that controls an object. Throws Unreadable. */
export function readOwner(object: KubernetesObject): Owner | undefined {
  const { labels, ownerReferences } = metadataOf(object);
  const path = "metadata.ownerReferences";
  const owner = listAt(ownerReferences, path)
    .map((reference) => fieldsAt(reference, path))
    .find(({ controller }) => controller === true);
  if (owner === undefined) return undefined;
  const hash = fieldsAt(labels, "metadata.labels")["pod-template-hash"];
  return { kind: String(owner.kind), name: String(owner.name), hash: String(hash) };
}

/**
 * Leaves out each Pod, ReplicaSet and Job that is like the workload that made it. One that is not, such as a
 * pod that was labelled by hand or one of an older template, stays as a workload of its own.
 */
export function withoutOwned(all: readonly OwnedWorkload[]): Workload[] {
  const byTitle = new Map(all.map(({ workload }) => [titleOf(workload), workload]));
  return all
    .filter(({ workload, owner }) => {
      const maker = owner && makerOf(workload.namespace, owner, byTitle);
      if (maker === undefined) return true;
      // An older ReplicaSet stays in a cluster for a rollback; it has no pods.
      return workload.replicas > 0 && differenceOf(workload, maker) !== undefined;
    })
    .map(({ workload }) => workload);
}

/** Where the ReplicaSet between a pod and its Deployment is not in the set, it is passed over. */
function makerOf(
  namespace: string,
  { kind, name, hash }: Owner,
  byTitle: ReadonlyMap<string, Workload>,
): Workload | undefined {
  const found = byTitle.get(titleOf({ namespace, name, kind }));
  if (found !== undefined || kind !== "ReplicaSet" || !name.endsWith(`-${hash}`)) return found;
  const deployment = name.slice(0, -hash.length - 1);
  return byTitle.get(titleOf({ namespace, name: deployment, kind: "Deployment" }));
}
