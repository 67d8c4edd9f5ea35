import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import type { OpenRelease } from "../helm/open-release";
import type { Rule } from "../rule";
import { objectPolicies } from "./object-policies";
import { lineFor, URL_BASE } from "./policy-text";
import { alonePolicies, checkoutPolicies, programPolicies, resourceOf } from "./program-policies";
import { recorded, type Report } from "./record";
import { runOf, type Outside, type Run } from "./run";
import { setPolicies } from "./set-policies";
import { isObject, isWhole, showing, type Show } from "./show";
import { waiverPolicies } from "./waiver-policies";

const STACK = "pulumi:pulumi:Stack";

/** The policies of the pack; making them reads nothing. */
export function policiesFor(
  rules: readonly Rule[],
  outside: Outside & { readonly open: OpenRelease },
): Policies {
  const show = showing(outside.open);
  const run = runOf(outside);
  const policiesOfSet = setPolicies(run);
  const policies: Policies = [
    siteIsKnown(rules, show, run),
    ...rules.flatMap((rule): Policies => {
      if (rule.scope === "object") return objectPolicies(rule, show, run);
      if (rule.scope === "set") return policiesOfSet(rule);
      if (rule.scope === "checkout") return checkoutPolicies(rule, run, outside.files);
      return rule.alone ? alonePolicies(rule, run) : programPolicies(rule, run);
    }),
    // Last: they tell what the others needed.
    ...waiverPolicies(run),
  ];
  return outside.record === undefined ? policies : recorded(policies, outside.record, run.declared);
}

function siteIsKnown(rules: readonly Rule[], show: Show, run: Run): ResourceValidationPolicy {
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
      if (type === STACK) run.site(urn, report);
      if (type === STACK && rules.length === 0)
        report("The gate has no rules, so nothing is judged. Put them back into policy/rules.");
      run.inputs.set(urn, resourceOf(resource));
      if (!isObject(type)) return;
      const shown = show(resource);
      // Kept for validateStack, which is shown outputs: what the API server adds, such as policyTypes, was
      // never promised, and an output can be unknown where the input is not.
      if (isWhole(type)) run.declared.set(urn, shown);
      const tell: Report = report;
      for (const finding of shown.findings)
        tell(lineFor(finding), undefined, { finding, among: [] });
    },
  };
}
