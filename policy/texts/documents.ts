import { parseAllDocuments } from "yaml";
import { BINARY } from "./binary";

/** The documents, JSON or YAML, that a text holds; undefined if it is prose, a template or a single word. */
export function documentsIn(text: string): readonly unknown[] | undefined {
  // An IPv6 address, which YAML would take for a list.
  if (/^\s*\[[\da-f:.]*:[\da-f:.]*\](:\d+)?\s*$/i.test(text)) return undefined;
  if (!/^\s*[[{"]|\n|^[\w."'/-]+:\s/.test(text)) return undefined;
  return json(text) ?? yaml(text);
}

/** Much faster than YAML, and most documents inside of text are JSON. */
function json(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    return undefined;
  }
}

function yaml(text: string): readonly unknown[] | undefined {
  // A line of Go's template language, and not of a block of text, which is never that far left: to find out that it
  // is no YAML takes the parser long.
  if (/^\{\{/m.test(text)) return undefined;
  try {
    const documents = parseAllDocuments(text, {
      // Errors are looked at below; warnings are of no use here.
      logLevel: "silent",
      uniqueKeys: false,
      customTags: [BINARY],
    });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0))
      return undefined;
    const values = documents.map((document) => document.toJS() as unknown);
    return values.some((value) => typeof value === "object" && value !== null) ? values : undefined;
  } catch {
    // Aliases that would grow without end.
    return undefined;
  }
}
