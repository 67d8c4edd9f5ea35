import { describeName } from "./kubernetes-object";
import type { Finding, Rule } from "./rule";

/** Anchors lead to docs/policy.md; the file travels with the checkout, so the address needs no network. */
export const URL_BASE = "docs/policy.md";

/** What the engine shows of a rule. */
export const textFor = (rule: Rule) => ({
  name: rule.name,
  description: rule.description,
  enforcementLevel: "mandatory" as const,
  severity: rule.severity,
  remediationSteps: rule.remediation,
  url: `${URL_BASE}#${rule.anchor}`,
});

/** A finding as the one line that the engine prints. */
export const lineFor = ({ object, path, message, remedy }: Finding): string =>
  `${path === "" ? "" : `${path} of `}${describeName(object)}: ${message}. ${remedy}`;
