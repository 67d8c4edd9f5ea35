import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { judgeSet, readObjects } from "./judge";
import type { KubernetesObject } from "./kubernetes-object";
import type { Opened } from "./open-release";
import { lineFor, textFor } from "./policy-text";
import { stops, type SetRule } from "./rule";
import { isWhole, plain } from "./show";
import { silent, siteOr, type SiteOf } from "./site-of-stack";

/**
 * The policies of rules that judge all objects together.
 * @param declared by URN, what each resource stands for, filled while the engine shows them one by one
 */
export function setPolicies(
  siteOf: SiteOf,
  declared: ReadonlyMap<string, Opened>,
): (rule: SetRule) => StackValidationPolicy[] {
  const gathered = gathering(declared);
  return (rule) =>
    LEVELS[rule.binds ?? "everywhere"].map((level) => setPolicy(rule, level, siteOf, gathered));
}

/** A policy has one level for all stacks, so a rule that binds only some of them becomes two, of which one speaks. */
const LEVELS = {
  everywhere: ["mandatory"],
  "in prod": ["mandatory", "advisory"],
  never: ["advisory"],
} as const;

type Level = (typeof LEVELS)[keyof typeof LEVELS][number];

function setPolicy(
  rule: SetRule,
  level: Level,
  siteOf: SiteOf,
  gathered: Gather,
): StackValidationPolicy {
  const isSecond = level === "advisory" && rule.binds !== "never";
  return {
    ...textFor(rule),
    enforcementLevel: level,
    ...(isSecond && {
      name: `${rule.name}-as-advice`,
      description: `${rule.description} Outside of prod this is advice.`,
    }),
    validateStack: ({ resources }, report) => {
      const { objects, urn } = gathered(resources);
      if (urn === undefined) return;
      const site = siteOr(siteOf, urn, isSecond ? silent : report);
      if (site === undefined || stops(rule, site) !== (level === "mandatory")) return;
      for (const finding of judgeSet(rule, objects, site)) report(lineFor(finding));
    },
  };
}

type Gather = (resources: readonly PolicyResource[]) => {
  readonly objects: readonly KubernetesObject[];
  /** Of one of them; undefined when there is none. */
  readonly urn: string | undefined;
};

/**
 * All objects of a run. The engine hands each rule a copy of its own, but what was declared is the same, and
 * then so is the list: what one rule found out about it, another can use.
 */
function gathering(declared: ReadonlyMap<string, Opened>): Gather {
  let last: { documents: readonly unknown[]; objects: readonly KubernetesObject[] } | undefined;
  return (resources) => {
    const whole = resources.filter(({ type }) => isWhole(type));
    const documents = whole.flatMap(
      ({ urn, props }) => (declared.get(urn) ?? { documents: [plain(props)] }).documents,
    );
    const isSame =
      last?.documents.length === documents.length &&
      last.documents.every((document, index) => document === documents[index]);
    const objects =
      isSame && last ? last.objects : documents.flatMap((each) => readObjects(each).objects);
    last = { documents, objects };
    return { objects, urn: objects.length === 0 ? undefined : whole[0]?.urn };
  };
}
