import type { RuleShown } from "./rules-shown";
import type { Outcome, Told } from "./told";

/**
 * JUnit XML: a suite for each rule, in it a failed case for each finding. A rule without findings is one case that
 * passes, and so is advice, with its text as output. What is waived is skipped; what could not be read is an error.
 */
export function junitOf({ told, problems, objects }: Outcome, rules: readonly RuleShown[]): string {
  const byRule = new Map<string, Told[]>(rules.map(({ name }) => [name, []]));
  for (const each of told) byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);
  const suites = [...byRule].map(([rule, findings]) =>
    findings.length === 0
      ? suite(rule, [testcase(rule, `holds for ${objects} objects`, "")])
      : suite(rule, findings.map(caseOf), findings.filter(({ advice }) => !advice).length),
  );
  if (problems.length > 0) {
    const cases = problems.map((text) =>
      testcase("input", "can be read", `<error message="${escaped(text)}"/>`),
    );
    suites.unshift(suite("input", cases, 0, problems.length));
  }
  const failures = told.filter(({ advice }) => !advice).length;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="seldon-platform" failures="${failures}" errors="${problems.length}">
${suites.join("\n")}
</testsuites>
`;
}

function caseOf(told: Told): string {
  const { rule, message, advice, waived, object, path, place } = told;
  const name = path === "" ? object : `${object}: ${path}`;
  const at = place === undefined ? "" : `${place.file}:${place.line}:${place.column}\n`;
  if (waived !== undefined)
    return testcase(rule, name, `<skipped message="${escaped(`${waived}. ${at}${message}`)}"/>`);
  return testcase(
    rule,
    name,
    advice
      ? `<system-out>${escaped(`advice: ${at}${message}`)}</system-out>`
      : `<failure type="${escaped(rule)}" message="${escaped(message)}">${escaped(`${at}${message}`)}</failure>`,
  );
}

const testcase = (rule: string, name: string, inner: string): string =>
  `    <testcase classname="${escaped(rule)}" name="${escaped(name)}"${inner === "" ? "/>" : `>${inner}</testcase>`}`;

const suite = (rule: string, cases: readonly string[], failures = 0, errors = 0): string =>
  `  <testsuite name="${escaped(rule)}" tests="${cases.length}" failures="${failures}" errors="${errors}">
${cases.join("\n")}
  </testsuite>`;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

// What XML 1.0 has no way to write; half a pair of UTF-16 too.
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uD800-\uDFFF]/gu;

/** For text and attributes alike. */
const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, "\uFFFD")
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? character);
