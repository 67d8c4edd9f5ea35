import { parse } from "yaml";
import { fieldsOf } from "../../kubernetes-object";

/** The fields of a YAML or JSON file, or why it has none. */
export function fieldsIn(text: string): {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problem?: { readonly path: ""; readonly message: string; readonly remedy: string };
} {
  try {
    // Without aliases: a few lines of them could stand for more than any memory holds.
    return { fields: fieldsOf(parse(text, { maxAliasCount: 0 })) };
  } catch {
    const message = "cannot be read, so nothing of it is judged";
    return { fields: {}, problem: { path: "", message, remedy: "Write plain YAML or JSON." } };
  }
}
