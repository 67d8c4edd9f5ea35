import { describeName } from "../../policy/kubernetes-object";
import type { Finding } from "../../policy/rule";
import { untilOf } from "../../policy/waivers/waiver";

/** For a person: by object, violations first, what is waived, advice, and what to do next. */
export function textOf(findings: readonly Finding[], objects: number, problems: number): string {
  const violations = findings.filter(({ advice }) => !advice);
  const waived = findings.filter((finding) => finding.waived !== undefined);
  const advised = findings.filter((finding) => finding.advice && finding.waived === undefined);
  const passed = waived.length > 0 ? ["Waived, so it stops nothing:", "", ...listed(waived)] : [];
  const advice = advised.length > 0 ? ["Advice, which stops nothing:", "", ...listed(advised)] : [];
  const judged =
    `${count(objects, "object")} judged, ${count(violations.length, "violation")}` +
    (waived.length > 0 ? `, ${String(waived.length)} waived` : "") +
    (advised.length > 0 ? `, ${String(advised.length)} by way of advice` : "");
  const next =
    violations.length > 0
      ? "Mend them and check again; docs/rules.md tells what each rule promises and why."
      : problems > 0
        ? "Not all of the input could be read: see the messages."
        : "Nothing to do.";
  return `${[...listed(violations), ...passed, ...advice, `${judged}. ${next}`].join("\n")}\n`;
}

/** By object, each in the order in which it was first found. */
function listed(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = describeName(finding.object);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].flatMap(([object, group]) => [
    object,
    ...group.flatMap(({ rule, path, message, remedy, waived }) => [
      `  ${path === "" ? "(whole object)" : path}: ${message} [${rule}]`,
      `    ${waived === undefined ? remedy : untilOf(waived)}`,
    ]),
    "",
  ]);
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
