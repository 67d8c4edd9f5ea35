import { nameOf, type KubernetesObject, type ObjectName } from "../../kubernetes-object";
import { UnknownAtPreview } from "../../unknown";
import type { Doubt } from "../cluster-set";
import { Unreadable } from "./reading";
import { UnreadablePolicy } from "../policies/unreadable-policy";

/** The doubt that is left of an object on which reading stopped, whatever the reason. */
export function doubtOf(object: KubernetesObject, error: unknown): Doubt {
  const name = knownName(object);
  if (error instanceof UnknownAtPreview)
    return {
      object: name,
      // Objects of a guarded list begin with their place in it.
      path: error.path.replace(/^\[\d+\]\.?/, ""),
      message: "is unknown at preview, so nobody can say who reaches whom",
      remedy: "Make the value known: pass it as a plain value from the stack file.",
    };
  if (error instanceof Unreadable || error instanceof UnreadablePolicy) {
    const { path, message, remedy } = error;
    const morePods = error instanceof Unreadable && error.morePods;
    return { object: name, path, message, remedy, ...(morePods && { morePods }) };
  }
  // The message of a stray error may quote a value of the object, a secret too.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    object: name,
    path: "",
    message: `could not be read: reading stopped with ${kind}`,
    remedy: "Look for a field of the wrong type in this object; if there is none, report a bug.",
  };
}

/** A name or namespace can itself be what nobody knows yet. */
function knownName(object: KubernetesObject): ObjectName {
  try {
    return nameOf(object);
  } catch (error) {
    if (!(error instanceof UnknownAtPreview)) throw error;
    const [apiVersion, kind] = [String(object.apiVersion), String(object.kind)];
    return { apiVersion, kind, namespace: undefined, name: "(name unknown at preview)" };
  }
}
