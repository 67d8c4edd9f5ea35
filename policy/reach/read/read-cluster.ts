import { needsNamespace } from "../../cluster-scoped";
import { isKind, metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { addedLabelDoubts } from "./added-label-doubts";
import type { ClusterSet, Doubt } from "../cluster-set";
import { doubtOf } from "./doubts";
import { isForeignPolicy } from "./foreign-policies";
import { makesNoPods } from "./kinds-without-pods";
import { readNetworkPolicy, type NetworkPolicy } from "../policies/network-policy";
import { onceEach } from "./once-each";
import { operatorPods } from "./operator-pods";
import { readWorkload } from "./read-workload";
import { textAt, textsAt, Unreadable } from "./reading";
import { solverPods } from "./solver-pods";
import { UnknownKinds } from "./unknown-kinds";
import { withMade } from "./with-made";
import { readOwner, withoutOwned, type OwnedWorkload } from "./without-owned";
import { templatePath } from "./workload-kinds";

/** What is found in a set, object by object. */
interface Found {
  readonly namespaces: Map<string, Readonly<Record<string, string>>>;
  readonly workloads: OwnedWorkload[];
  readonly policies: NetworkPolicy[];
  readonly unknownKinds: UnknownKinds;
}

/**
 * Reads a set of objects, rendered or live. Never throws: what cannot be read or judged is left out, and is a
 * doubt. The objects may be guarded against unknown values; of Secrets and ConfigMaps no data is read.
 */
export function readCluster(all: readonly KubernetesObject[]): ClusterSet {
  const { objects, doubts: doubles } = onceEach(all);
  const found: Found = {
    namespaces: new Map(),
    workloads: [],
    policies: [],
    unknownKinds: new UnknownKinds(),
  };
  const unread: Doubt[] = [];
  for (const object of objects)
    try {
      readObject(object, objects, found);
    } catch (error) {
      unread.push(doubtOf(object, error));
    }
  const operator = operatorPods(objects);
  const solvers = solverPods(objects);
  const made = [...operator.workloads, ...solvers.workloads];
  const { workloads, doubts: differences } = withMade(withoutOwned(found.workloads), made);
  return {
    namespaces: found.namespaces,
    workloads,
    policies: found.policies,
    doubts: [
      ...doubles,
      ...unread,
      ...operator.doubts,
      ...solvers.doubts,
      ...differences,
      ...addedLabelDoubts(found.policies),
      ...found.unknownKinds.doubts(),
    ],
    // Those that are in the set already come first, and the made ones beside them are left out.
    objects: onceEach([...objects, ...operator.objects]).objects,
  };
}

function readObject(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
  { namespaces, workloads, policies, unknownKinds }: Found,
): void {
  const { namespace, name, labels } = metadataOf(object);
  const place = textAt(namespace, "metadata.namespace");
  if (isKind(object, "", "Namespace"))
    setNamespace(
      namespaces,
      textAt(name, "metadata.name") ?? "",
      textsAt(labels, "metadata.labels"),
    );
  else if (place !== undefined) {
    if (!namespaces.has(place)) setNamespace(namespaces, place, {});
  } else if (needsNamespace(object, objects))
    throw new Unreadable(
      "metadata.namespace",
      "is missing, so nobody can say where this object ends up",
      "Name the namespace in the object.",
    );
  const template = templatePath(object);
  if (template !== undefined) {
    const workload = readWorkload(object, template);
    if (workload !== undefined) workloads.push({ workload, owner: readOwner(object) });
  } else if (isKind(object, "networking.k8s.io", "NetworkPolicy"))
    policies.push(readNetworkPolicy(object));
  else if (isForeignPolicy(object))
    throw new Unreadable(
      "kind",
      "is a policy of another kind, which can open or close what is not seen here",
      "Say it with NetworkPolicies of networking.k8s.io/v1, or judge the set without it by hand.",
    );
  else if (!makesNoPods(object)) unknownKinds.add(object);
}

/** The API server writes the name as a label, whatever the object says. */
function setNamespace(
  namespaces: Found["namespaces"],
  name: string,
  labels: Readonly<Record<string, string>>,
): void {
  namespaces.set(name, { ...labels, "kubernetes.io/metadata.name": name });
}
