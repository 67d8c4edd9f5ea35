import { UNREADABLE } from "../read-objects";
import { nameOf, type KubernetesObject, type ObjectName } from "../kubernetes-object";
import { onceFor } from "../once-for";
import type { Finding, ProgramResource } from "../rule";
import { fingerprint } from "./fingerprint";
import { aboutWaiver, WAIVERS_HOLD, type Waiver } from "./waiver";

const MOST_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What is not known cannot be agreed to, and a waiver is no reason for another. */
export const NEVER_WAIVED: ReadonlySet<string> = new Set([
  UNREADABLE,
  WAIVERS_HOLD,
  "site-is-known",
  "reach-is-known",
]);

/** What a finding may be about. */
export type Waivable = KubernetesObject | ProgramResource;

/** Keeps account of the waivers of one run. */
export interface Ledger {
  /** The finding, as advice where a waiver holds for it; `among` is what it may be about. */
  readonly waive: (finding: Finding, among: readonly Waivable[]) => Finding;
  /** What is wrong with the waivers themselves, whatever is found. */
  readonly faults: readonly Finding[];
  /** A finding for each sound waiver that nothing has needed so far; `counts` leaves some out. */
  readonly unused: (counts?: (waiver: Waiver) => boolean) => Finding[];
}

/** @param today in UTC, as in 2031-05-28 */
export function ledgerOf(waivers: readonly Waiver[], today: string): Ledger {
  const problems = waivers.map((waiver) => problemOf(waiver, today));
  const used = new Set<Waiver>();
  const changed = new Set<Waiver>();
  const sound = waivers.filter((_, index) => problems[index] === undefined);
  return {
    waive: (finding, among) => {
      for (const waiver of sound) {
        if (!isAbout(waiver, finding)) continue;
        if (digestOf(finding, among) === waiver.sha256) {
          used.add(waiver);
          const { owner, reason, until } = waiver;
          return { ...finding, advice: true, waived: { owner, reason, until } };
        }
        changed.add(waiver);
      }
      return finding;
    },
    faults: problems.flatMap((problem, at) =>
      problem === undefined
        ? []
        : [
            aboutWaiver(
              `[${waivers[at]?.index ?? at}].${problem.field}`,
              problem.message,
              problem.remedy,
            ),
          ],
    ),
    unused: (counts = () => true) =>
      waivers.flatMap((waiver) => {
        if (!sound.includes(waiver) || used.has(waiver) || !counts(waiver)) return [];
        const { index } = waiver;
        return [
          changed.has(waiver)
            ? aboutWaiver(
                `[${index}].sha256`,
                "is not that of the object as it is now",
                "Have the change agreed to, and write the new digest; or mend the object and remove the waiver.",
              )
            : aboutWaiver(
                `[${index}]`,
                `waives ${waiver.rule} for what it does not refuse`,
                "Remove it, or name the stack that it is for.",
              ),
        ];
      }),
  };
}

function problemOf({ rule, until }: Waiver, today: string) {
  if (NEVER_WAIVED.has(rule))
    return {
      field: "rule",
      message: `${rule} is waived for nobody`,
      remedy: "Mend what it tells, and remove the waiver.",
    };
  if (until < today)
    return {
      field: "until",
      message: `${until} is over`,
      remedy: "Mend the object and remove the waiver, or have a new day agreed to.",
    };
  if ((Date.parse(until) - Date.parse(today)) / DAY_MS <= MOST_DAYS) return undefined;
  return {
    field: "until",
    message: `${until} is more than ${MOST_DAYS} days off`,
    remedy: "Choose a day that is nearer.",
  };
}

const isAbout = ({ rule, object, path }: Waiver, finding: Finding): boolean =>
  !finding.advice &&
  rule === finding.rule &&
  (path === undefined || path === finding.path) &&
  (object === finding.urn || object === keyOf(finding.object));

/** How a waiver names an object. */
export const keyOf = ({ apiVersion, kind, namespace, name }: ObjectName): string =>
  [apiVersion, kind, ...(namespace === undefined ? [] : [namespace]), name].join("/");

const isResource = (each: Waivable): each is ProgramResource =>
  typeof each.urn === "string" && typeof each.type === "string";

/** By URN or key: a set of rules asks of thousands of objects. */
const indexed = onceFor((among: readonly Waivable[]) => {
  const index = new Map<string, Waivable[]>();
  for (const each of among) {
    const key = isResource(each) ? each.urn : keyOf(nameOf(each));
    const same = index.get(key);
    if (same === undefined) index.set(key, [each]);
    else same.push(each);
  }
  return index;
});

/**
 * What a waiver of the finding would have to give as sha256. Undefined where there is none: a value is unknown, nothing
 * there has the name, or things that differ have it.
 */
export function digestOf({ object, urn }: Finding, among: readonly Waivable[]): string | undefined {
  const index = indexed(among);
  const resources = urn === undefined ? [] : (index.get(urn) ?? []);
  const found = [...resources, ...(index.get(keyOf(object)) ?? [])];
  const [first, ...others] = found.map((each) => fingerprint(bare(each)));
  return others.every((each) => each === first) ? first : undefined;
}

/** What can be told apart of a resource: where it hangs, and which inputs are secret, is not what was refused. */
const bare = (each: Waivable): unknown =>
  isResource(each)
    ? { type: each.type, props: each.props, ignored: each.ignored, aliases: each.aliases }
    : each;
