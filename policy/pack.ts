import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { HiddenRelease } from "./hidden-release";
import { judgeObject, readObjects } from "./judge";
import type { OpenRelease, Opened } from "./open-release";
import { lineFor, textFor, URL_BASE } from "./policy-text";
import { lateInput } from "./release";
import type { ObjectRule, ProgramRule, Rule } from "./rule";
import { isRelease } from "./rules/charts-render";
import { setPolicies } from "./set-policies";
import { isObject, isWhole, showing, type Show } from "./show";
import { silent, siteOr, type SiteOf } from "./site-of-stack";

const STACK = "pulumi:pulumi:Stack";

/** The policies of the pack; making them reads nothing. */
export function policiesFor(rules: readonly Rule[], siteOf: SiteOf, open: OpenRelease): Policies {
  const shown = showing(open);
  const declared = new Map<string, Opened>();
  const policiesOfSet = setPolicies(siteOf, declared);
  return [
    siteIsKnown(siteOf, shown, declared),
    ...rules.flatMap((rule): Policies => {
      if (rule.scope === "object") return [objectPolicy(rule, siteOf, shown)];
      return rule.scope === "set" ? policiesOfSet(rule) : [programPolicy(rule, declared)];
    }),
  ];
}

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
