import type {
  Policies,
  PolicyResource,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { HiddenRelease } from "./hidden-release";
import { judgeObject, judgeSet, readObjects } from "./judge";
import { describeName, type KubernetesObject } from "./kubernetes-object";
import type { OpenRelease, Opened } from "./open-release";
import { lateInput } from "./release";
import { isRelease } from "./rules/charts-render";
import {
  stops,
  type Finding,
  type ObjectRule,
  type ProgramRule,
  type Rule,
  type SetRule,
} from "./rule";
import { isObject, isWhole, plain, showing, type Show } from "./show";
import { SiteError, type Site } from "./site";

/** Anchors lead to docs/policy.md; the file travels with the checkout, so the address needs no network. */
const URL_BASE = "docs/policy.md";
const STACK = "pulumi:pulumi:Stack";

/** What the pack needs from outside: read once per stack, and only when the first resource is judged. */
export type SiteOf = (stack: string) => Site;

/** The policies of the pack; making them reads nothing. */
export function policiesFor(rules: readonly Rule[], siteOf: SiteOf, open: OpenRelease): Policies {
  const shown = showing(open);
  const declared = new Map<string, Opened>();
  const gathered = gathering(declared);
  return [
    siteIsKnown(siteOf, shown, declared),
    ...rules.flatMap((rule) => {
      if (rule.scope === "object") return [objectPolicy(rule, siteOf, shown)];
      return rule.scope === "set"
        ? LEVELS[rule.binds ?? "everywhere"].map((level) =>
            setPolicy(rule, level, siteOf, gathered),
          )
        : [programPolicy(rule, declared)];
    }),
  ];
}

/** A policy has one level for all stacks, so a rule that binds only some of them becomes two, of which one speaks. */
const LEVELS = {
  everywhere: ["mandatory"],
  "in prod": ["mandatory", "advisory"],
  never: ["advisory"],
} as const;

type Level = (typeof LEVELS)[keyof typeof LEVELS][number];

const textFor = (rule: Rule) => ({
  name: rule.name,
  description: rule.description,
  enforcementLevel: "mandatory" as const,
  severity: rule.severity,
  remediationSteps: rule.remediation,
  url: `${URL_BASE}#${rule.anchor}`,
});

/** `urn:pulumi:<stack>::<project>::…`: the one place that names the stack with every version of the engine. */
const stackOf = (urn: string): string => /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";

const lineFor = ({ object, path, message, remedy }: Finding): string =>
  `${path === "" ? "" : `${path} of `}${describeName(object)}: ${message}. ${remedy}`;

function siteIsKnown(
  siteOf: SiteOf,
  shown: Show,
  declared: Map<string, Opened>,
): ResourceValidationPolicy {
  return {
    name: "site-is-known",
    description: "The gate knows what holds for this stack, and can read every object.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
      "Add policy/site/<stack>.yaml, and give every object a kind and an apiVersion.",
    url: `${URL_BASE}#site-data`,
    validateResource: (resource, report) => {
      const { type, urn } = resource;
      if (type === STACK) siteOr(siteOf, urn, report);
      if (!isObject(type)) return;
      const opened = shown(resource);
      // Kept for validateStack, which is shown outputs: what the API server adds, such as policyTypes, was
      // never promised, and an output can be unknown where the input is not.
      if (isWhole(type)) declared.set(urn, opened);
      for (const document of opened.documents)
        for (const finding of readObjects(document).findings) report(lineFor(finding));
    },
  };
}

function siteOr(siteOf: SiteOf, urn: string, report: ReportViolation): Site | undefined {
  try {
    return siteOf(stackOf(urn));
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    report(error.message);
    return undefined;
  }
}

const silent: ReportViolation = () => undefined;

function objectPolicy(rule: ObjectRule, siteOf: SiteOf, shown: Show): ResourceValidationPolicy {
  return {
    ...textFor(rule),
    validateResource: (resource, report) => {
      if (!isObject(resource.type)) return;
      // Without site data, site-is-known has refused the stack: once is enough.
      const site = siteOr(siteOf, resource.urn, silent);
      if (site === undefined) return;
      for (const document of shown(resource).documents)
        for (const object of readObjects(document).objects)
          for (const finding of judgeObject(rule, object, site)) report(lineFor(finding));
    },
  };
}

function setPolicy(
  rule: SetRule,
  level: Level,
  siteOf: SiteOf,
  gathered: Gather,
): StackValidationPolicy {
  const text = textFor(rule);
  const isSecond = level === "advisory" && rule.binds !== "never";
  return {
    ...text,
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

/** A release that was not shown alone, which the engine does with every resource, was not opened. */
const notShown: Opened = {
  documents: [],
  hidden: new HiddenRelease("its inputs were never shown to the gate", "Report this as a bug."),
};

function programPolicy(
  rule: ProgramRule,
  declared: ReadonlyMap<string, Opened>,
): StackValidationPolicy {
  return {
    ...textFor(rule),
    validateStack: ({ resources }, report) => {
      const shape = resources.map(({ urn, type, name, parent, propertyDependencies, opts }) => ({
        urn,
        type,
        name,
        parent: parent?.urn,
        ignored: opts.ignoreChanges,
        hidden: isRelease(type)
          ? (lateInput(propertyDependencies) ?? (declared.get(urn) ?? notShown).hidden)
          : undefined,
      }));
      for (const { urn, message, remedy } of rule.check(shape))
        report(`${message}. ${remedy}`, urn);
    },
  };
}
