import { chunksOf } from "./documents/chunks";
import { filesUnder } from "./documents/files-under";
import { fromJson } from "./documents/json";
import { fromYaml, Unreadable } from "./documents/kubectl-yaml";
import { readBounded, tooMuch } from "./documents/bounded";

/** A document that was read, and where it stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** Path as it was given; `stdin` for standard input. */
  readonly file: string;
  /** Of the file, where `text` begins; counted from 1. */
  readonly line: number;
  /** As it was written. */
  readonly text: string;
}

/**
 * The YAML or JSON documents in files, in folders (.yaml, .yml and .json, at any depth) or on stdin ("-").
 * What cannot be read is left out and added to the problems, as a sentence each.
 */
export const documentsIn = (
  paths: readonly string[],
  stdin: () => string,
  problems: string[],
): unknown[] => sourcesIn(paths, stdin, problems).map(({ value }) => value);

/** The same documents, each with its place. */
export function sourcesIn(
  paths: readonly string[],
  stdin: () => string,
  problems: string[],
): SourceDocument[] {
  const documents: SourceDocument[] = [];
  const read = (file: string, text: () => string): void => {
    try {
      for (const document of documentsOf(text(), file, problems)) documents.push(document);
    } catch (error) {
      problems.push(`${file} cannot be read: ${codeOf(error)}. Nothing of it was judged.`);
    }
  };
  for (const path of paths)
    if (path === "-") read("stdin", stdin);
    else for (const file of filesUnder(path, problems)) read(file, () => readBounded(file));
  return documents;
}

/** Documents that are empty (a comment between two separators) say nothing and are left out. */
function documentsOf(written: string, file: string, problems: string[]): SourceDocument[] {
  const wrong = tooMuch(written) ?? wrongBytes(written);
  if (wrong !== undefined) {
    problems.push(`${file} ${wrong} Nothing of it was judged.`);
    return [];
  }
  // A byte-order mark is no part of the first key.
  const text = written.replace(/^\uFEFF/, "");
  const json = fromJson(text);
  if (json !== undefined) return [{ value: json, file, line: 1, text }];
  return chunksOf(text).flatMap((chunk) => {
    try {
      const value = fromYaml(chunk);
      return value === null || value === undefined ? [] : [{ value, file, ...chunk }];
    } catch (error) {
      const { reason, line } = error instanceof Unreadable ? error : { reason: codeOf(error) };
      const at = line === undefined ? "" : ` (line ${line})`;
      problems.push(`${file} is not YAML: ${reason}${at}. Nothing of that document was judged.`);
      return [];
    }
  });
}

/** What kubectl would read otherwise than this command, or not at all. */
function wrongBytes(text: string): string | undefined {
  if (text.includes("\0")) return "holds NUL bytes, as UTF-16 does: write it as UTF-8.";
  if (text.includes("\uFFFD")) return "holds bytes that are no UTF-8: write it as UTF-8.";
  return undefined;
}

/** Never the message: it may quote what was read. */
const codeOf = (error: unknown): string =>
  error instanceof Error
    ? ((error as NodeJS.ErrnoException).code ?? error.name)
    : "an unknown error";
