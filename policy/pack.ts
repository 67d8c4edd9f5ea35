import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { judgeObject, judgeSet, readObjects } from "./judge";
import { describeName, type KubernetesObject } from "./kubernetes-object";
import { isPackaging } from "./rules/charts-render";
import type { Finding, ObjectRule, ProgramRule, Rule, SetRule } from "./rule";
import { SiteError, type Site } from "./site";
import { markUnknowns } from "./unknown";

/** Anchors lead to docs/policy.md; the file travels with the checkout, so the address needs no network. */
const URL_BASE = "docs/policy.md";
const STACK = "pulumi:pulumi:Stack";

/** What the pack needs from outside: read once per stack, and only when the first resource is judged. */
export type SiteOf = (stack: string) => Site;

/** The policies of the pack; making them reads nothing. */
export function policiesFor(rules: readonly Rule[], siteOf: SiteOf): Policies {
  const declared = new Map<string, unknown>();
  return [
    siteIsKnown(siteOf, declared),
    ...rules.map((rule) => {
      if (rule.scope === "object") return objectPolicy(rule, siteOf);
      return rule.scope === "set" ? setPolicy(rule, siteOf, declared) : programPolicy(rule);
    }),
  ];
}

const textFor = (rule: Rule) => ({
  name: rule.name,
  description: rule.description,
  enforcementLevel: "mandatory" as const,
  severity: rule.severity,
  remediationSteps: rule.remediation,
  url: `${URL_BASE}#${rule.anchor}`,
});

/** Objects are known by their type token's text: no class to forget, and other resources cost one comparison. */
const isObject = (type: string): boolean => type.startsWith("kubernetes:") && !isPackaging(type);

// A Patch edits fields of an object that something else owns: it neither owns a namespace nor closes one.
const isWhole = (type: string): boolean => isObject(type) && !type.endsWith("Patch");

/** `urn:pulumi:<stack>::<project>::…`: the one place that names the stack with every version of the engine. */
const stackOf = (urn: string): string => /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";

/**
 * The engine's proxies throw on an unknown value, and the SDK turns that throw into a note that lets the change
 * pass. So look behind them; and should an SDK hide what is behind, fail in a way that stops the engine.
 */
function plain(props: Record<string, unknown>): unknown {
  try {
    return markUnknowns(props.__getSpecialProxyTarget ?? props);
  } catch {
    throw new Error(
      "This @pulumi/policy does not show unknown values to the gate, so nothing can be judged. Install the version that package-lock.json names.",
    );
  }
}

const lineFor = ({ object, path, message, remedy }: Finding): string =>
  `${path === "" ? "" : `${path} of `}${describeName(object)}: ${message}. ${remedy}`;

function siteIsKnown(siteOf: SiteOf, declared: Map<string, unknown>): ResourceValidationPolicy {
  return {
    name: "site-is-known",
    description: "The gate knows what holds for this stack, and can read every object.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
      "Add policy/site/<stack>.yaml, and give every object a kind and an apiVersion.",
    url: `${URL_BASE}#site-data`,
    validateResource: ({ type, props, urn }, report) => {
      if (type === STACK) siteOr(siteOf, urn, report);
      if (!isObject(type)) return;
      const document = plain(props);
      // Kept for validateStack, which is shown outputs: what the API server adds, such as policyTypes, was
      // never promised, and an output can be unknown where the input is not.
      if (isWhole(type)) declared.set(urn, document);
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

function objectPolicy(rule: ObjectRule, siteOf: SiteOf): ResourceValidationPolicy {
  return {
    ...textFor(rule),
    validateResource: ({ type, props, urn }, report) => {
      if (!isObject(type)) return;
      // Without site data, site-is-known has refused the stack: once is enough.
      const site = siteOr(siteOf, urn, silent);
      if (site === undefined) return;
      for (const object of readObjects(plain(props)).objects)
        for (const finding of judgeObject(rule, object, site)) report(lineFor(finding));
    },
  };
}

function setPolicy(
  rule: SetRule,
  siteOf: SiteOf,
  declared: ReadonlyMap<string, unknown>,
): StackValidationPolicy {
  return {
    ...textFor(rule),
    validateStack: ({ resources }, report) => {
      const owners = new Map<KubernetesObject, string>();
      for (const { urn, props } of resources.filter(({ type }) => isWhole(type)))
        for (const object of readObjects(declared.get(urn) ?? plain(props)).objects)
          owners.set(object, urn);
      const [first] = owners.values();
      if (first === undefined) return;
      const site = siteOr(siteOf, first, report);
      if (site === undefined) return;
      for (const finding of judgeSet(rule, [...owners.keys()], site)) report(lineFor(finding));
    },
  };
}

function programPolicy(rule: ProgramRule): StackValidationPolicy {
  return {
    ...textFor(rule),
    validateStack: ({ resources }, report) => {
      const shape = resources.map(({ urn, type, name, parent }) => ({
        urn,
        type,
        name,
        parent: parent?.urn,
      }));
      for (const { urn, message, remedy } of rule.check(shape))
        report(`${message}. ${remedy}`, urn);
    },
  };
}
