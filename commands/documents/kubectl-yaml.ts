import { parseDocument, visit } from "yaml";
import { FAILSAFE_SCHEMA, load, Type, YAMLException } from "js-yaml";
import type { Chunk } from "./chunks";
import { plainScalar } from "./plain-scalar";
import { unfit } from "./vet";

/** A document that cannot be read, or not as kubectl would. */
export class Unreadable extends Error {
  constructor(
    /** Holds no value of the document. */
    readonly reason: string,
    /** Of the file, counted from 1. */
    readonly line?: number,
  ) {
    super(reason);
  }
}

// Only !!str, !!seq and !!map may be written out; each other tag is unknown to this schema, !!binary too.
const SCHEMA = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type("tag:seldon-platform,2026:plain", {
      kind: "scalar",
      resolve: (text: unknown) => typeof text === "string" && plainScalar(text) !== undefined,
      construct: (text: unknown) => plainScalar(String(text))?.value,
    }),
  ],
});

// Line ends to kubectl's parser, and part of a text to this one.
const FURTHER_LINE_ENDS = /[\u0085\u2028\u2029]/;
// `! x` and `!<…> x`, which the two parsers resolve differently.
const ODD_TAG = /(?:^|[\s,[{:?-])!(?:<|[\s,\]}]|$)/m;

/** @throws Unreadable, and whatever the parser throws of its own where it finds no end */
export function fromYaml({ text, line, after }: Chunk): unknown {
  if (after !== undefined)
    throw new Unreadable(
      "something stands behind the --- of the line above, where kubectl reads nothing; give it a line of its own",
      line,
    );
  if (FURTHER_LINE_ENDS.test(text))
    throw new Unreadable(
      "a character U+0085, U+2028 or U+2029 ends a line for kubectl alone; write it as \\u2028 in double quotes",
      line,
    );
  if (ODD_TAG.test(text) && hasOddTag(text))
    throw new Unreadable(
      "a bare or verbatim tag means one thing to kubectl and another elsewhere; leave it out",
      line,
    );
  let value: unknown;
  try {
    value = load(text, { schema: SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // Without the snippet, which shows lines of the document.
    // What is wrong with the whole has no mark.
    const { line: at = 0 } = (error.mark as Partial<typeof error.mark> | undefined) ?? {};
    throw new Unreadable(saidPlainly(error.reason), line + at);
  }
  const wrong = unfit(value, text, true);
  if (wrong !== undefined) throw new Unreadable(wrong, line);
  return value;
}

/** What is wrong, without the words of the document: a password that begins with ! or * is taken for a name. */
const saidPlainly = (reason: string): string =>
  reason
    .replace(/duplicated mapping key/, "a key is written twice")
    .replace(
      / ?(?:!<(?!tag:yaml\.org,2002:[a-z]+>)[^>]*>?|"[^"]*"?|(?<=malformed|characters): .*)/g,
      "",
    );

function hasOddTag(text: string): boolean {
  let isOdd = false;
  visit(parseDocument(text, { logLevel: "silent", uniqueKeys: false }), {
    Node: (_key, { tag }) => {
      if (tag === undefined || /^tag:yaml\.org,2002:(str|seq|map)$/.test(tag)) return undefined;
      isOdd = true;
      return visit.BREAK;
    },
  });
  return isOdd;
}
