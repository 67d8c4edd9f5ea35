import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

/**
 * The YAML or JSON documents in files, in folders (.yaml, .yml and .json, at any depth) or on stdin ("-").
 * What cannot be read is left out and added to the problems, as a sentence each.
 */
export const documentsIn = (
  paths: readonly string[],
  stdin: () => string,
  problems: string[],
): unknown[] =>
  paths.flatMap((path) =>
    path === "-"
      ? parseDocuments(stdin(), "stdin", problems)
      : filesUnder(path, problems).flatMap((file) =>
          parseDocuments(readFileSync(file, "utf8"), file, problems),
        ),
  );

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
  const json = parseJson(text);
  if (json !== undefined) return [json];
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

/**
 * A whole cluster as JSON takes the YAML parser minutes. Undefined for all but one JSON object in which each
 * key is written once; of two, JSON.parse would take the last without a word, and the YAML parser refuses.
 */
function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    let kept = 0;
    const value: unknown = JSON.parse(text, (_key, inner: unknown) => {
      if (typeof inner === "object" && inner !== null && !Array.isArray(inner))
        kept += Object.keys(inner).length;
      return inner;
    });
    let written = 0;
    for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g))
      if (colon !== undefined) written++;
    return kept === written ? value : undefined;
  } catch {
    return undefined;
  }
}
