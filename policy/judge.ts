import { nameOf, type KubernetesObject, type ObjectName } from "./kubernetes-object";
import { onceFor } from "./once-for";
import { readObjects } from "./read-objects";
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
import { childPath, guarded, MAKE_KNOWN, UnknownAtPreview } from "./unknown";

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
    rule.check(absent.size === 0 ? viewOfSet(objects) : guardedSet(objects, absent), site),
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

const NONE: ReadonlySet<string> = new Set();

/** The same list for the same objects, so that rules can share what they found out about it. */
const viewOfSet = onceFor((objects: readonly KubernetesObject[]) => guardedSet(objects, NONE));

const guardedSet = (
  objects: readonly KubernetesObject[],
  absent: ReadonlySet<string>,
): readonly KubernetesObject[] =>
  objects.map((object, index) =>
    viewOf(object) === object ? object : guarded(object, childPath("", index), absent),
  );

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
