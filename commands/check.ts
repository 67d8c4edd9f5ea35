import { existsSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { judge } from "../policy/judge";
import { nameOf, type KubernetesObject, type ObjectName } from "../policy/kubernetes-object";
import type { Finding, Rule } from "../policy/rule";
import { RULES } from "../policy/rules/all";
import { parseSite, SiteError, type Site } from "../policy/site/site";
import { digestOf } from "../policy/waivers/ledger";
import type { LoadedWaivers } from "../policy/waivers/load-waivers";
import { WAIVERS_HOLD } from "../policy/waivers/waiver";
import { REPORTS, type ReportFormat } from "./check/formats";
import { rulesShown, type RuleShown } from "./check/rules-shown";
import { textOf } from "./check/text";
import { toldOf } from "./check/told";
import { waiverEntries } from "./check/waiver-entries";
import { waiversOf, withWaivers } from "./check/waivers";
import { processStreams, type CommandStreams } from "./command-streams";
import { sourcesIn, type SourceDocument } from "./documents";

/** How `check` judges and speaks. */
export interface CheckOptions {
  /** Path of a site file, such as policy/site/prod.yaml; read as it is, whatever the base revision says. */
  readonly site: string;
  /** Absent: waivers.yaml beside the site's folder, if that is called site, as in policy/. */
  readonly waivers?: string;
  readonly format: CheckFormat;
}

/** `waivers`: an entry for each violation, to be filled in. */
export type CheckFormat = "text" | "json" | "waivers" | ReportFormat;

/** What is to be judged: no more than `problems` says of what could not be read. */
export interface Input {
  readonly documents: readonly unknown[];
  /** Where they come from, as far as that is text. */
  readonly sources: readonly SourceDocument[];
  readonly problems: readonly string[];
  /** As a person would name it. */
  readonly name: string;
  /** Whose objects are judged; absent: all. What is not judged is still seen by rules over all objects. */
  readonly concerns?: (object: ObjectName, site: Site) => boolean;
}

/**
 * Judges the Kubernetes objects in files, in folders (.yaml, .yml and .json, at any depth) or on stdin ("-").
 * Returns the exit code: 0 nothing to mend, advice or not, 1 violations, 2 input that cannot be judged, whatever else was found.
 */
export function check(
  paths: readonly string[],
  options: CheckOptions,
  streams: CommandStreams = processStreams,
  rules: readonly Rule[] = RULES,
): 0 | 1 | 2 {
  const problems: string[] = [];
  const sources = sourcesIn(paths, streams.stdin, problems);
  const documents = sources.map(({ value }) => value);
  return checkInput(
    { documents, sources, problems, name: paths.join(", ") },
    options,
    streams,
    rules,
  );
}

/** The same for what was read already. */
export function checkInput(
  input: Input,
  options: CheckOptions,
  streams: CommandStreams,
  rules: readonly Rule[] = RULES,
): 0 | 1 | 2 {
  const problems: string[] = [];
  const site = readSite(options.site, problems);
  const waivers = waiversOf(options.site, options.waivers, problems);
  problems.push(...input.problems);
  const judged = site === undefined ? NOTHING : judgeInput(rules, input, site, waivers);
  const { objects, findings } = judged;
  const isEmpty = objects.length === 0 && findings.every(({ rule }) => rule === WAIVERS_HOLD);
  if (isEmpty && problems.length === 0)
    problems.push(
      `${input.name} holds no object. Give a file, a folder or a stream with rendered Kubernetes objects.`,
    );
  if (site !== undefined || options.format !== "text") {
    const shown = site === undefined ? [] : rulesShown(rules.filter(isForObjects), site);
    streams.stdout(reportOf(options, judged, { problems, sources: input.sources, shown }));
  }
  for (const problem of problems) streams.stderr(`${problem}\n`);
  if (problems.length > 0) return 2;
  return findings.some(({ advice }) => !advice) ? 1 : 0;
}

interface Judged {
  /** Those that are judged. */
  readonly objects: readonly KubernetesObject[];
  /** With those that are only seen. */
  readonly seen: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}

const NOTHING: Judged = { objects: [], seen: [], findings: [] };

function judgeInput(
  rules: readonly Rule[],
  { documents, concerns = () => true }: Input,
  site: Site,
  waivers: LoadedWaivers,
): Judged {
  const { objects: seen, findings } = judge(rules, documents, site);
  const own = findings.filter(({ object }) => concerns(object, site));
  return {
    objects: seen.filter((object) => concerns(nameOf(object), site)),
    seen,
    findings: withWaivers(own, seen, waivers),
  };
}

function reportOf(
  { site, format }: CheckOptions,
  { objects: { length: objects }, seen, findings }: Judged,
  {
    problems,
    sources,
    shown,
  }: Pick<Input, "problems" | "sources"> & { readonly shown: readonly RuleShown[] },
): string {
  if (format === "text") return textOf(findings, objects, problems.length);
  if (format !== "json" && format !== "waivers")
    return REPORTS[format]({ told: toldOf(findings, sources), problems, objects }, shown);
  const printed = findings.map((each) => ({ ...each, fingerprint: digestOf(each, seen) }));
  if (format === "waivers") return waiverEntries(printed, basename(site, extname(site)));
  return `${JSON.stringify({ objects, problems, findings: printed }, null, 2)}\n`;
}

const isForObjects = ({ scope }: Rule): boolean => scope !== "program";

function readSite(file: string, problems: string[]): Site | undefined {
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
