import { parse } from "yaml";
import { fieldsOf } from "../../kubernetes-object";

/** The fields of a file, or why it has none. */
interface Read {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problem?: { readonly path: ""; readonly message: string; readonly remedy: string };
}

/** Of a file that the engine reads as YAML. */
export const fieldsIn = (text: string): Read =>
  // Without aliases: a few lines of them could stand for more than any memory holds.
  readBy((each) => parse(each, { maxAliasCount: 0 }), "YAML", text);

/** Of a file that npm reads, as npm reads it. */
export const fieldsInJson = (text: string): Read => readBy(JSON.parse, "JSON", text);

function readBy(parser: (text: string) => unknown, format: string, text: string): Read {
  try {
    return { fields: fieldsOf(parser(text)) };
  } catch {
    const message = "cannot be read, so nothing of it is judged";
    return { fields: {}, problem: { path: "", message, remedy: `Write plain ${format}.` } };
  }
}
