import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import { EXAMPLE_SITE } from "../../../policy/example-site";
import { judge } from "../../../policy/judge";
import type { Finding, Rule } from "../../../policy/rule";
import { RULES } from "../../../policy/rules/all";

const findingsIn = (rule: Rule, yaml: string): Finding[] => {
  const documents = parseAllDocuments(yaml);
  assert.ok(Array.isArray(documents), "an example is empty");
  for (const { errors } of documents) assert.deepEqual(errors, []);
  const values = documents.map((document) => document.toJS() as unknown).filter(Boolean);
  return judge([rule], values, EXAMPLE_SITE).findings;
};

describe("the examples of each rule", () => {
  it("belong to rules of different names", () => {
    assert.equal(new Set(RULES.map(({ name }) => name)).size, RULES.length);
  });

  for (const rule of RULES)
    describe(rule.name, () => {
      it("is told in full", () => {
        assert.match(rule.name, /^[a-z]+(-[a-z]+)+$/);
        for (const text of [rule.description, rule.why, rule.remediation])
          assert.match(text, /^[A-Z`].*[.]$/s);
        for (const way of rule.ways) assert.ok(way >= 1 && way <= 150, String(way));
      });
      if (rule.scope !== "object" && rule.scope !== "set") return;

      it("refuses the one, with the object, a sentence and a remedy", () => {
        const findings = findingsIn(rule, rule.examples.refused);
        assert.ok(findings.length > 0, "nothing was refused");
        for (const { object, message, remedy } of findings) {
          assert.doesNotMatch(object.name, /^\(/);
          assert.match(message, /\S \S/);
          assert.doesNotMatch(message, /could not be judged|\.$/);
          assert.match(remedy, /^[A-Z].*[.]$/s);
        }
      });

      it("accepts the other", () => {
        assert.deepEqual(findingsIn(rule, rule.examples.accepted), []);
      });
    });
});
