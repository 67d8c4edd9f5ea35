import type { Policies } from "@pulumi/policy";
import type { Finding } from "../rule";
import { WAIVERS_HOLD } from "../waivers/waiver";
import { lineFor, URL_BASE } from "./policy-text";
import type { Report } from "./record";
import type { Run } from "./run";

/** What is wrong with the waivers, and by way of advice what they let pass. */
export function waiverPolicies(run: Run): Policies {
  const text = {
    severity: "high" as const,
    remediationSteps: "Remove what is over or not needed from policy/waivers.yaml.",
    url: `${URL_BASE}#${WAIVERS_HOLD}`,
  };
  return [
    {
      ...text,
      name: WAIVERS_HOLD,
      description: "Every waiver is sound, needed, and over within 90 days.",
      enforcementLevel: "mandatory",
      validateStack: ({ resources }, report) => {
        const urn = resources[0]?.urn;
        if (urn === undefined) return;
        const { faults, unused } = run.ledger(urn);
        const found = run.loaded().findings.filter(({ advice }) => !advice);
        for (const finding of [...found, ...faults, ...unused()]) tell(finding, report);
      },
    },
    {
      ...text,
      name: `${WAIVERS_HOLD}-as-advice`,
      description: "What is waived, and what waits for approval.",
      enforcementLevel: "advisory",
      validateStack: (_, report) => {
        const record: Report = report;
        for (const [line, { urn, ...about }] of run.waived) record(line, urn, about);
        for (const finding of run.loaded().findings) if (finding.advice) tell(finding, report);
      },
    },
  ];
}

const tell = (finding: Finding, report: Report): void => {
  report(lineFor(finding), undefined, { finding, among: [] });
};
