import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { judge } from "../policy/judge";
import { describeName } from "../policy/kubernetes-object";
import type { Finding } from "../policy/rule";
import { RULES } from "../policy/rules/all";
import { parseSite, SiteError } from "../policy/site";

/** How `check` judges and speaks. */
export interface CheckOptions {
  /** Path of a site file, such as policy/site/prod.yaml; read as it is, whatever the base revision says. */
  readonly site: string;
  readonly format: "text" | "json";
}

/** Where `check` reads and writes; the process's own streams, outside of tests. */
export interface CheckStreams {
  readonly stdin: () => string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

const PROCESS: CheckStreams = {
  stdin: () => readFileSync(0, "utf8"),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
};

/**
 * Judges the Kubernetes objects in files, in folders (.yaml, .yml and .json, at any depth) or on stdin ("-").
 * Returns the exit code: 0 nothing to say, 1 violations, 2 input that cannot be judged, whatever else was found.
 */
export function check(
  paths: readonly string[],
  { site: siteFile, format }: CheckOptions,
  streams: CheckStreams = PROCESS,
): 0 | 1 | 2 {
  const problems: string[] = [];
  const site = readSite(siteFile, problems);
  const documents = paths.flatMap((path) =>
    path === "-"
      ? parseDocuments(streams.stdin(), "stdin", problems)
      : filesUnder(path, problems).flatMap((file) =>
          parseDocuments(readFileSync(file, "utf8"), file, problems),
        ),
  );
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
  return findings.length > 0 ? 1 : 0;
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

/** Links are followed, as mounted ConfigMaps consist of them; a folder is entered once, so a loop ends. */
function filesUnder(path: string, problems: string[], seen = new Set<string>()): string[] {
  if (!existsSync(path)) {
    problems.push(`${path} does not exist. Give a file or a folder, or - for stdin.`);
    return [];
  }
  if (!statSync(path).isDirectory()) return [path];
  const real = realpathSync(path);
  if (seen.has(real)) return [];
  seen.add(real);
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter((child) => /\.(ya?ml|json)$/i.test(child) || isDirectory(child))
    .flatMap((child) => filesUnder(child, problems, seen));
}

const isDirectory = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** Documents that are empty (a comment between two separators) say nothing and are left out. */
function parseDocuments(text: string, source: string, problems: string[]): unknown[] {
  // A byte-order mark is no part of the first key.
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ""), { logLevel: "silent" });
  if (!Array.isArray(documents)) return [];
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    try {
      if (error !== undefined) throw error;
      const value = document.toJS() as unknown;
      if (value !== null && value !== undefined) values.push(value);
    } catch (caught) {
      const reason = caught instanceof Error ? (caught.message.split("\n")[0] ?? "") : "";
      problems.push(
        `${source} is not YAML: ${reason.replace(/:$/, "")}. Nothing of that document was judged.`,
      );
    }
  }
  return values;
}

function report(findings: readonly Finding[], objects: number, problems: number): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = describeName(finding.object);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const lines = [...groups].flatMap(([object, group]) => [
    object,
    ...group.flatMap(({ rule, path, message, remedy }) => [
      `  ${path === "" ? "(whole object)" : path}: ${message} [${rule}]`,
      `    ${remedy}`,
    ]),
    "",
  ]);
  const judged = `${count(objects, "object")} judged, ${count(findings.length, "violation")}`;
  const next =
    findings.length > 0
      ? "Mend them and check again; docs/policy.md tells what each rule promises and why."
      : problems > 0
        ? "Not all of the input could be read: see the messages."
        : "Nothing to do.";
  return `${[...lines, `${judged}. ${next}`].join("\n")}\n`;
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
