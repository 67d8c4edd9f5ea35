import { needsNamespace } from "../../cluster-scoped";
import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import type { Complaint, SetRule } from "../../rule";

const DIRECTIONS = ["Ingress", "Egress"] as const;

/** A namespace without a default deny in both directions lets its pods talk to all the world, and be talked to. */
export const namespacesDenyByDefault: SetRule = {
  name: "namespaces-deny-by-default",
  description: "Every namespace denies traffic in both directions unless something allows it.",
  severity: "critical",
  remediation:
    "Add a NetworkPolicy with podSelector: {}, policyTypes: [Ingress, Egress] and no rules; allow what is needed in policies beside it.",
  why: "A namespace without a default deny in both directions lets its pods talk to all the world, and be talked to. Two policies may share the work. A namespace counts if its Namespace object or any namespaced object in it belongs to the set; Roles and RoleBindings alone do not make a namespace ours, and neither do Patch resources. A namespaced object that names no namespace is refused.",
  ways: [83, 84, 98, 104, 144],
  examples: {
    refused: `
apiVersion: v1
kind: Namespace
metadata: { name: team-a }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team-a }
spec: { podSelector: {}, policyTypes: [Ingress] }`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata: { name: team-a }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team-a }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }`,
  },
  scope: "set",
  check(objects) {
    const owned = new Map<string, ObjectName>();
    const homeless: (Complaint & { object: ObjectName })[] = [];
    for (const object of objects) {
      if (isKind(object, "", "Namespace"))
        owned.set(textOf(metadataOf(object).name) ?? "", nameOf(object));
      // A grant lies where the granted things are, often in kube-system, and runs nothing.
      else if (!isKind(object, "rbac.authorization.k8s.io", "Role", "RoleBinding"))
        lodge(object, objects, owned, homeless);
    }
    const denied = deniedDirections(objects);
    const open = [...owned].flatMap(([namespace, object]) => {
      const missing = DIRECTIONS.filter(
        (direction) => denied.get(namespace)?.has(direction) !== true,
      );
      return missing.length === 0 ? [] : [{ object, ...openNamespace(namespace, missing) }];
    });
    return [...homeless, ...open];
  },
};

/** Notes the namespace that the object lies in; the Namespace itself, if it is there, stays the one to blame. */
function lodge(
  object: KubernetesObject,
  set: readonly KubernetesObject[],
  owned: Map<string, ObjectName>,
  homeless: (Complaint & { object: ObjectName })[],
): void {
  const namespace = textOf(metadataOf(object).namespace);
  if (namespace !== undefined) {
    if (!owned.has(namespace)) owned.set(namespace, nameOf(object));
  } else if (needsNamespace(object, set))
    homeless.push({
      object: nameOf(object),
      path: "metadata.namespace",
      message: "names no namespace, so it lands wherever the one who applies it happens to be",
      remedy: "Write metadata.namespace.",
    });
}

function openNamespace(namespace: string, missing: readonly string[]): Complaint {
  const directions = missing.map((direction) => direction.toLowerCase()).join(" and ");
  return {
    path: `namespace ${namespace}`,
    message: `nothing denies ${directions} by default in namespace ${namespace}`,
    remedy: `Add a NetworkPolicy in ${namespace} with podSelector: {}, policyTypes: [${missing.join(", ")}] and no rules; allow what is needed in policies beside it.`,
  };
}

function deniedDirections(objects: readonly KubernetesObject[]): Map<string, Set<string>> {
  const denied = new Map<string, Set<string>>();
  for (const object of objects) {
    if (!isKind(object, "networking.k8s.io", "NetworkPolicy")) continue;
    const spec = fieldsOf(object.spec);
    // Rules beside the deny would make it something that only looks like one.
    if (!selectsEveryPod(spec.podSelector) || isFilled(spec.ingress) || isFilled(spec.egress))
      continue;
    const namespace = textOf(metadataOf(object).namespace) ?? "";
    const directions = denied.get(namespace) ?? new Set();
    for (const direction of listOf(spec.policyTypes))
      if (typeof direction === "string") directions.add(direction);
    denied.set(namespace, directions);
  }
  return denied;
}

const isFilled = (rules: unknown): boolean =>
  rules !== undefined && rules !== null && !(Array.isArray(rules) && rules.length === 0);

/** Decided by what the selector means: {}, { matchLabels: {} } and { matchExpressions: [] } are one. */
function selectsEveryPod(selector: unknown): boolean {
  if (typeof selector !== "object" || selector === null || Array.isArray(selector)) return false;
  const { matchLabels, matchExpressions, ...others } = selector as Record<string, unknown>;
  const isBare = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    (typeof value === "object" && Object.keys(value).length === 0);
  return isBare(matchLabels) && isBare(matchExpressions) && Object.keys(others).length === 0;
}
