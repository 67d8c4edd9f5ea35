import { fieldsOf, listOf, metadataOf, textOf, type KubernetesObject } from "./kubernetes-object";

/** Whether an API server holds the object: it refuses to make one that claims so. */
export const isLive = (object: KubernetesObject): boolean => {
  const { resourceVersion, uid } = metadataOf(object);
  return textOf(resourceVersion) !== undefined && textOf(uid) !== undefined;
};

/**
 * The object's own name, and those of the workloads that made it: of its controller, and, where that is the
 * ReplicaSet of a Deployment, of the Deployment. Only of live objects, as anybody may write down an owner.
 */
export function makersOf(object: KubernetesObject): readonly string[] {
  const { name, labels, ownerReferences } = metadataOf(object);
  const own = textOf(name) ?? "";
  if (!isLive(object)) return [own];
  const owner = listOf(ownerReferences)
    .map(fieldsOf)
    .find(({ controller }) => controller === true);
  const maker = textOf(owner?.name);
  if (maker === undefined) return [own];
  const hash = `-${String(fieldsOf(labels)["pod-template-hash"])}`;
  const isReplicaSet = owner?.kind === "ReplicaSet" && maker.endsWith(hash);
  return [own, maker, ...(isReplicaSet ? [maker.slice(0, -hash.length)] : [])];
}
