import { judge } from "../../policy/judge";
import { UNREADABLE } from "../../policy/read-objects";
import { judgeCheckout, judgeProgram } from "../../policy/judge-program";
import type { Finding, ProgramResource, Rule } from "../../policy/rule";
import type { Site } from "../../policy/site/site";
import { UNKNOWN } from "../../policy/unknown";
import type { Attack, ObjectChange, Raw } from "./attack";

export interface Gate {
  readonly rules: readonly Rule[];
  readonly site: Site;
}

/** Whether the rule that the attack names refuses it, and says of what. */
export function isKilled({ rule: name, change }: Attack, { rules, site }: Gate): boolean {
  const own = rules.filter((rule) => rule.name === name);
  if ("files" in change)
    return hits(name, judgeCheckout(own, new Map(Object.entries(change.files)), site));
  if ("resources" in change)
    return hits(
      name,
      judgeProgram(own, withMarks(change.resources) as readonly ProgramResource[], site),
    );
  const { objects, touched } = marked(change);
  // Said by the engine, of what no rule could read.
  if (name === UNREADABLE) return hits(name, judge([], touched, site).findings);
  const isSet = own.some(({ scope }) => scope === "set");
  if (!isSet) return hits(name, judge(own, touched, site).findings);
  return hits(name, judge(own, objects, site).findings, touched);
}

/** What stops the change, by whatever rule; of attacks on objects alone. */
export function findingsOf(change: ObjectChange, { rules, site }: Gate): Finding[] {
  const { objects, touched } = marked(change);
  const byObject = rules.filter(({ scope }) => scope === "object");
  const bySet = rules.filter(({ scope }) => scope === "set");
  return [
    ...judge(byObject, touched, site).findings,
    ...judge(bySet, objects, site).findings,
  ].filter(({ advice }) => !advice);
}

/**
 * Only what the rule itself says; that an object cannot be read is said by none. A rule of the whole set must name something that the
 * attack touched, where there is something to name.
 */
function hits(
  rule: string,
  findings: readonly Finding[],
  touched: readonly object[] = [],
): boolean {
  const names = touched.flatMap(namesIn);
  return findings.some(
    ({ rule: said, advice, object, message }) =>
      said === rule &&
      !advice &&
      (names.length === 0 ||
        names.some(
          (name) => object.name === name || object.namespace === name || message.includes(name),
        )),
  );
}

/** Of a List, of all that it holds. */
function namesIn(object: object): string[] {
  const { metadata, items } = object as Partial<Raw> & { items?: readonly object[] | null };
  const own = [metadata?.name, metadata?.generateName].filter((name) => typeof name === "string");
  return [...own, ...(Array.isArray(items) ? items.flatMap(namesIn) : [])];
}

/** With the mark of the gate in place of `{ "$unknown": true }`, which a generator can spell. */
function marked({ objects, touched }: ObjectChange): ObjectChange {
  if (!JSON.stringify(touched).includes('"$unknown"')) return { objects, touched };
  const after = new Map(touched.map((object) => [object, withMarks(object) as object]));
  return {
    objects: objects.map((object) => after.get(object) ?? object),
    touched: [...after.values()],
  };
}

function withMarks(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withMarks);
  if ("$unknown" in value) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withMarks(each)]));
}
