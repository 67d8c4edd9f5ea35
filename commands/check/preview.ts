import type { Rule } from "../../policy/rule";
import type { Recorded } from "../../policy/crossguard/record";
import { RULES } from "../../policy/rules/all";
import { untilOf } from "../../policy/waivers/waiver";
import type { CheckFormat } from "../check";
import { REPORTS } from "./formats";
import { rulesShown } from "./rules-shown";
import { stackFileKeyOf, type StackFile } from "./stack-file-key";
import { waiverEntries } from "./waiver-entries";

/** What the gate said of a resource in a preview. */
export type PreviewFinding = Recorded;

/** What a preview's findings are told against. */
export interface PreviewPlace {
  readonly stack: string;
  readonly stackFile: StackFile;
  readonly environment: "dev" | "prod";
  /** What is to be said besides, such as why the engine failed. */
  readonly problems: readonly string[];
}

/**
 * A preview's findings for other programs: each with its resource's URN, and with the line of the stack file that
 * has it made, as far as the URN tells.
 */
export function reportPreview(
  findings: readonly PreviewFinding[],
  format: Exclude<CheckFormat, "text">,
  { stack, stackFile, environment, problems }: PreviewPlace,
): string {
  if (format === "waivers") return waiverEntries(findings.map(named), stack);
  const placed = findings.map((finding) => ({ finding, key: keyOf(finding, stackFile) }));
  if (format === "json") {
    const printed = placed.map(({ finding, key }) => ({
      ...finding,
      line: undefined,
      isResource: undefined,
      madeBy: key && { file: stackFile.file, key: key.path, line: key.line },
    }));
    return `${JSON.stringify({ problems, findings: printed }, null, 2)}\n`;
  }
  const told = placed.map(({ finding: { urn, rule, path, line, advice, waived }, key }) => ({
    rule,
    advice,
    waived: waived && untilOf(waived),
    object: urn === "" ? "the whole stack" : urn,
    path,
    message: `${line}${key === undefined ? "" : ` Made by ${key.path} of ${stackFile.file}.`}`,
    place: { file: stackFile.file, line: key?.line ?? 1, column: key?.column ?? 1 },
  }));
  const resources = new Set(findings.map(({ urn }) => urn)).size;
  const rules: readonly Rule[] = RULES;
  return REPORTS[format](
    { told, problems, objects: resources },
    rulesShown(rules, { environment }),
  );
}

const keyOf = ({ urn }: PreviewFinding, { text }: StackFile) =>
  urn === "" ? undefined : stackFileKeyOf(urn, text);

/** As a waiver has to name it: a resource by its URN, an object by what it is. */
const named = ({ urn, isResource, ...finding }: PreviewFinding) => ({
  ...finding,
  object: finding.object,
  urn: isResource ? urn : undefined,
});
