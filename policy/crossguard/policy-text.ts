import { describeName } from "../kubernetes-object";
import type { Finding, Rule } from "../rule";
import { untilOf } from "../waivers/waiver";

/** Anchors lead to docs/rules.md; the file travels with the checkout, so the address needs no network. */
export const URL_BASE = "docs/rules.md";

/** What the engine shows of a rule. */
export const textFor = (rule: Rule) => ({
  name: rule.name,
  description: rule.description,
  severity: rule.severity,
  remediationSteps: rule.remediation,
  url: `${URL_BASE}#${rule.name}`,
});

/** A finding as the one line that the engine prints. */
export function lineFor({ object, urn, path, message, remedy, waived }: Finding): string {
  const { kind, name } = object;
  const where = path === "" ? "" : `${path} of `;
  const until = waived === undefined ? "" : ` ${untilOf(waived)}`;
  // Of a resource, its own name and type are what the program's text has.
  return urn === undefined
    ? `${where}${describeName(object)}: ${message}. ${remedy}${until}`
    : `${where}${kind} "${name}" ${message}. ${remedy}${until}`;
}
