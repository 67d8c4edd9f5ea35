import assert from "node:assert/strict";
import { parse } from "yaml";
import { EXAMPLE_SITE } from "../../../../policy/example-site";
import { judgeCheckout, judgeProgram } from "../../../../policy/judge-program";
import type { Finding, ProgramResource, Rule } from "../../../../policy/rule";
import { RULES } from "../../../../policy/rules/all";

const findings = (rule: Rule, text: string): Finding[] =>
  rule.scope === "checkout"
    ? judgeCheckout(
        [rule],
        new Map(Object.entries(parse(text) as Record<string, string>)),
        EXAMPLE_SITE,
      )
    : judgeProgram([rule], parse(text) as ProgramResource[], EXAMPLE_SITE);

describe("the examples of rules on programs and checkouts", () => {
  for (const rule of RULES.filter(({ scope }) => scope === "program" || scope === "checkout"))
    it(`of ${rule.name} are refused and accepted`, () => {
      const [finding] = findings(rule, rule.examples.refused);
      assert.equal(finding?.rule, rule.name);
      assert.equal(finding.advice, false);
      assert.notEqual(finding.remedy, "");
      assert.deepEqual(findings(rule, rule.examples.accepted), []);
    });
});
