import {
  fieldsOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "./kubernetes-object";
import {
  stops,
  type Complaint,
  type Finding,
  type ObjectRule,
  type Rule,
  type SetRule,
} from "./rule";
import type { Site } from "./site";
import { childPath, guarded, UNKNOWN, UnknownAtPreview } from "./unknown";

const MAKE_KNOWN =
  "Make the value known: pass it as a plain value from the stack file instead of the output of a resource that does not exist yet.";

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
    objects: parts.flatMap((part) => part.objects),
    findings: parts.flatMap((part) => part.findings),
  };
}

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

/** One object against one rule. A rule that throws has not said yes: that too is a finding. */
export function judgeObject(rule: ObjectRule, object: KubernetesObject, site: Site): Finding[] {
  const complete = (complaint: Complaint): Finding => finish(rule, nameOf(object), complaint, site);
  try {
    return rule.check(guarded(object), site).map(complete);
  } catch (error) {
    return [complete(complaintOf(error))];
  }
}

/** All objects against one rule. */
export function judgeSet(
  rule: SetRule,
  objects: readonly KubernetesObject[],
  site: Site,
): Finding[] {
  try {
    return rule
      .check(guardedSet(objects), site)
      .map(({ object, ...complaint }) => finish(rule, object, complaint, site));
  } catch (error) {
    const [, index, path] =
      error instanceof UnknownAtPreview ? (/^\[(\d+)\]\.?(.*)$/.exec(error.path) ?? []) : [];
    const object = objects[Number(index ?? NaN)] ?? { kind: "(all objects)" };
    return [finish(rule, nameOf(object), complaintOf(error, path), site)];
  }
}

const guardedSets = new WeakMap<readonly KubernetesObject[], readonly KubernetesObject[]>();

/** The same list for the same objects, so that rules can share what they found out about it. */
function guardedSet(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const known = guardedSets.get(objects);
  if (known !== undefined) return known;
  const view = objects.map((object, index) => guarded(object, childPath("", index)));
  guardedSets.set(objects, view);
  return view;
}

/** All rules that need nothing but objects. Same objects and site, same findings in the same order. */
export function judge(
  rules: readonly Rule[],
  documents: readonly unknown[],
  site: Site,
): { objects: KubernetesObject[]; findings: Finding[] } {
  const read = documents.map(readObjects);
  const objects = read.flatMap((part) => part.objects);
  const findings = rules.flatMap((rule) => {
    if (rule.scope === "object")
      return objects.flatMap((object) => judgeObject(rule, object, site));
    return rule.scope === "set" ? judgeSet(rule, objects, site) : [];
  });
  return { objects, findings: [...read.flatMap((part) => part.findings), ...findings] };
}

const finish = (rule: Rule, object: ObjectName, complaint: Complaint, site: Site): Finding => ({
  rule: rule.name,
  object,
  path: complaint.path,
  message: complaint.message,
  remedy: complaint.remedy ?? rule.remediation,
  advice: !stops(rule, site),
});

/** The complaint about a value that is not known yet; for rules that go on reading after one. */
export const unknownComplaint = (path: string): Complaint => ({
  path,
  message: "is unknown at preview, so the rule cannot judge it",
  remedy: MAKE_KNOWN,
});

function complaintOf(error: unknown, path?: string): Complaint {
  if (error instanceof UnknownAtPreview) return unknownComplaint(path ?? error.path);
  // The message of a stray error may quote a value of the object, a secret too: only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    path: "",
    message: `could not be judged: the rule stopped with ${kind}`,
    remedy:
      "Look for a field of the wrong type in this object; if there is none, the rule has a bug.",
  };
}
