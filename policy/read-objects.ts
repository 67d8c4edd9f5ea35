import { fieldsOf, nameOf, textOf, type KubernetesObject } from "./kubernetes-object";
import type { Finding } from "./rule";
import { MAKE_KNOWN, UNKNOWN } from "./unknown";

/** The rule name of findings that no rule could make, because the object could not be read. */
export const UNREADABLE = "objects-can-be-read";

/** What a document holds: its objects, Lists unpacked, and a finding for each thing that is none. */
export function readObjects(document: unknown): {
  objects: KubernetesObject[];
  findings: Finding[];
} {
  const object = fieldsOf(document);
  if (textOf(object.kind) === undefined || textOf(object.apiVersion) === undefined)
    return { objects: [], findings: [unreadable(object)] };
  if (!("items" in object)) return { objects: [object], findings: [] };
  // kubectl takes whatever has items for a list, and the engine what says so: a kind of its own is judged as both.
  const own = isPlainList(object) ? [] : [object];
  if (!Array.isArray(object.items)) return { objects: [], findings: [unreadable(object, "items")] };
  // The items of a typed list may leave out what the list says for them.
  const inherited = String(object.kind) === "List" ? {} : itemType(object);
  const parts = object.items.map((item: unknown) =>
    readObjects(
      typeof item === "object" && item !== null && !Array.isArray(item)
        ? { ...inherited, ...item }
        : item,
    ),
  );
  return {
    objects: [...own, ...parts.flatMap((part) => part.objects)],
    findings: parts.flatMap((part) => part.findings),
  };
}

const isPlainList = (object: KubernetesObject): boolean =>
  String(object.kind).endsWith("List") &&
  Object.keys(object).every((key) => ["apiVersion", "kind", "metadata", "items"].includes(key));

const itemType = (list: KubernetesObject): KubernetesObject => ({
  apiVersion: list.apiVersion,
  kind: String(list.kind).replace(/List$/, ""),
});

function unreadable(object: KubernetesObject, field?: string): Finding {
  const path = field ?? (textOf(object.kind) === undefined ? "kind" : "apiVersion");
  const state = object[path] === UNKNOWN ? "unknown at preview" : "missing or not readable";
  return {
    rule: UNREADABLE,
    object: nameOf(object),
    path,
    message: `${path} is ${state}, so no rule can judge this object`,
    remedy:
      object[path] === UNKNOWN
        ? MAKE_KNOWN
        : "Give it the kind and apiVersion of a Kubernetes object.",
    advice: false,
  };
}
