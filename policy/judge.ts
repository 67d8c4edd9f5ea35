import {
  fieldsOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "./kubernetes-object";
import { onceFor } from "./once-for";
import {
  isFor,
  stops,
  type Complaint,
  type Finding,
  type ObjectRule,
  type Rule,
  type SetRule,
} from "./rule";
import type { Site } from "./site/site";
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
  if (!isFor(rule, object)) return [];
  return withoutUnknowns((absent) =>
    rule.check(absent.size === 0 ? viewOf(object) : guarded(object, "", absent), site),
  ).map((complaint) => finish(rule, nameOf(object), complaint, site));
}

/** The same view for each rule, so that rules can share what they found out about an object. */
const viewOf = onceFor((object: KubernetesObject) => guarded(object));

/** All objects against one rule. */
export function judgeSet(
  rule: SetRule,
  objects: readonly KubernetesObject[],
  site: Site,
): Finding[] {
  const named = (complaint: Complaint & { object?: ObjectName }) => {
    if (complaint.object !== undefined) return finish(rule, complaint.object, complaint, site);
    const [, index = NaN, path = ""] = /^\[(\d+)\]\.?(.*)$/.exec(complaint.path) ?? [];
    const object = objects[Number(index)] ?? { kind: "(all objects)" };
    return finish(rule, nameOf(object), { ...complaint, path }, site);
  };
  return withoutUnknowns<Complaint & { object?: ObjectName }>((absent) =>
    rule.check(guardedSet(objects, absent), site),
  ).map(named);
}

/** Rules read far fewer values than this; one that never comes to an end has not said yes. */
const MOST_UNKNOWNS = 1000;

/**
 * What a rule says, and a complaint for each unknown value that it reads. After one it is asked again as if that
 * value were absent: so no unknown value hides what lies beside it.
 */
export function withoutUnknowns<T extends Complaint>(
  ask: (absent: ReadonlySet<string>) => readonly T[],
): (T | Complaint)[] {
  const absent = new Set<string>();
  for (;;)
    try {
      const asked = ask(absent);
      if (absent.size === 0) return [...asked];
      const unknown = [...absent];
      const told = asked.filter(({ path }) => !unknown.some((at) => at === path));
      return [...unknown.map(unknownComplaint), ...told];
    } catch (error) {
      if (
        !(error instanceof UnknownAtPreview) ||
        absent.has(error.path) ||
        absent.size === MOST_UNKNOWNS
      )
        return [...[...absent].map(unknownComplaint), complaintOf(error)];
      absent.add(error.path);
    }
}

const guardedSets = new WeakMap<readonly KubernetesObject[], readonly KubernetesObject[]>();

/** The same list for the same objects, so that rules can share what they found out about it. */
function guardedSet(
  objects: readonly KubernetesObject[],
  absent: ReadonlySet<string>,
): readonly KubernetesObject[] {
  const known = absent.size === 0 ? guardedSets.get(objects) : undefined;
  if (known !== undefined) return known;
  const view = objects.map((object, index) =>
    viewOf(object) === object ? object : guarded(object, childPath("", index), absent),
  );
  if (absent.size === 0) guardedSets.set(objects, view);
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

/** A complaint with what the engine knows of it. */
export const finish = (
  rule: Rule,
  object: ObjectName,
  complaint: Complaint,
  site: Site,
): Finding => ({
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

function complaintOf(error: unknown): Complaint {
  if (error instanceof UnknownAtPreview) return unknownComplaint(error.path);
  // The message of a stray error may quote a value of the object, a secret too: only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    path: "",
    message: `could not be judged: the rule stopped with ${kind}`,
    remedy:
      "Look for a field of the wrong type in this object; if there is none, the rule has a bug.",
  };
}
