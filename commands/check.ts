import { existsSync, readFileSync } from "node:fs";
import { judge } from "../policy/judge";
import { describeName } from "../policy/kubernetes-object";
import type { Finding } from "../policy/rule";
import { RULES } from "../policy/rules/all";
import { parseSite, SiteError } from "../policy/site";
import { processStreams, type CommandStreams } from "./command-streams";
import { documentsIn } from "./documents";

/** How `check` judges and speaks. */
export interface CheckOptions {
  /** Path of a site file, such as policy/site/prod.yaml; read as it is, whatever the base revision says. */
  readonly site: string;
  readonly format: "text" | "json";
}

/**
 * Judges the Kubernetes objects in files, in folders (.yaml, .yml and .json, at any depth) or on stdin ("-").
 * Returns the exit code: 0 nothing to mend, advice or not, 1 violations, 2 input that cannot be judged, whatever else was found.
 */
export function check(
  paths: readonly string[],
  { site: siteFile, format }: CheckOptions,
  streams: CommandStreams = processStreams,
): 0 | 1 | 2 {
  const problems: string[] = [];
  const site = readSite(siteFile, problems);
  const documents = documentsIn(paths, streams.stdin, problems);
  const { objects, findings } =
    site === undefined ? { objects: [], findings: [] } : judge(RULES, documents, site);
  if (objects.length + findings.length + problems.length === 0)
    problems.push(
      `${paths.join(", ")} holds no object. Give a file, a folder or a stream with rendered Kubernetes objects.`,
    );
  if (format === "json")
    streams.stdout(`${JSON.stringify({ objects: objects.length, problems, findings }, null, 2)}\n`);
  else if (site !== undefined) streams.stdout(report(findings, objects.length, problems.length));
  for (const problem of problems) streams.stderr(`${problem}\n`);
  if (problems.length > 0) return 2;
  return findings.some(({ advice }) => !advice) ? 1 : 0;
}

function readSite(file: string, problems: string[]) {
  if (!existsSync(file)) {
    problems.push(
      `--site ${file} does not exist. Give a file with environment and imageHosts, such as policy/site/prod.yaml.`,
    );
    return undefined;
  }
  try {
    return parseSite(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

function report(findings: readonly Finding[], objects: number, problems: number): string {
  const violations = findings.filter(({ advice }) => !advice);
  const advised = findings.filter(({ advice }) => advice);
  const advice = advised.length > 0 ? ["Advice, which stops nothing:", "", ...listed(advised)] : [];
  const judged =
    `${count(objects, "object")} judged, ${count(violations.length, "violation")}` +
    (advised.length > 0 ? `, ${String(advised.length)} by way of advice` : "");
  const next =
    violations.length > 0
      ? "Mend them and check again; docs/policy.md tells what each rule promises and why."
      : problems > 0
        ? "Not all of the input could be read: see the messages."
        : "Nothing to do.";
  return `${[...listed(violations), ...advice, `${judged}. ${next}`].join("\n")}\n`;
}

/** By object, each in the order in which it was first found. */
function listed(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = describeName(finding.object);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].flatMap(([object, group]) => [
    object,
    ...group.flatMap(({ rule, path, message, remedy }) => [
      `  ${path === "" ? "(whole object)" : path}: ${message} [${rule}]`,
      `    ${remedy}`,
    ]),
    "",
  ]);
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
