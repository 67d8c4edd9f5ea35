import { isMap, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import {
  describeName,
  fieldsOf,
  listOf,
  nameOf,
  type ObjectName,
} from "../../policy/kubernetes-object";
import type { SourceDocument } from "../documents";
import { stepsOf, type Step } from "./steps";

/** A point of a text file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Beyond it, a document is not parsed once more for its lines: that takes seconds. In characters. */
const LONGEST = 2 * 1024 * 1024;

/** Where an object stands: in a document, or in a List of it. */
interface Spot {
  readonly source: SourceDocument;
  readonly steps: readonly Step[];
}

/** Finds the place of an object's field; only documents that are asked for are parsed for their lines, once. */
export function sourceIndex(
  sources: readonly SourceDocument[],
): (object: ObjectName, path: string) => Place | undefined {
  let spots: Spots | undefined;
  const parsed = new Map<SourceDocument, Lines | undefined>();
  return (object, path) => {
    spots ??= spotsOf(sources);
    const field = stepsOf(path);
    let first: Place | undefined;
    // Where two have one name and no more is known, it is the one that has the field.
    for (const { source, steps } of spots.get(object) ?? spots.get(describeName(object)) ?? []) {
      if (!parsed.has(source)) parsed.set(source, linesOf(source));
      const lines = parsed.get(source);
      const exact = field.length === 0 ? undefined : lines?.at([...steps, ...field]);
      if (exact !== undefined) return exact;
      first ??= lines?.at(steps) ?? { file: source.file, line: source.line, column: 1 };
    }
    return first;
  };
}

/** By the very name that findings carry, for a document's object, and by its text, for items of lists too. */
type Spots = Map<string | ObjectName, Spot[]>;

function spotsOf(sources: readonly SourceDocument[]): Spots {
  const spots: Spots = new Map();
  const add = (value: unknown, source: SourceDocument, steps: readonly Step[]): void => {
    const { items, ...fields } = fieldsOf(value);
    const name = describeName(nameOf(fields));
    const known = spots.get(name);
    if (known === undefined) spots.set(name, [{ source, steps }]);
    else known.push({ source, steps });
    listOf(items).forEach((item, index) => {
      // As the judge reads them: items of a typed list may leave out what the list says for them.
      const inherited = {
        apiVersion: fields.apiVersion,
        kind: String(fields.kind).replace(/List$/, ""),
      };
      add({ ...inherited, ...fieldsOf(item) }, source, [...steps, "items", index]);
    });
  };
  for (const source of sources) {
    add(source.value, source, []);
    spots.set(nameOf(fieldsOf(source.value)), [{ source, steps: [] }]);
  }
  return spots;
}

interface Lines {
  readonly at: (steps: readonly Step[]) => Place | undefined;
}

function linesOf(source: SourceDocument): Lines | undefined {
  const { file, line: begin, text } = source;
  if (text.length > LONGEST) return undefined;
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    logLevel: "silent",
    uniqueKeys: false,
  });
  return {
    at: (steps) => {
      const offset = offsetOf(document, steps);
      if (offset === undefined) return undefined;
      const { line, col } = counter.linePos(offset);
      return { file, line: begin + line - 1, column: col };
    },
  };
}

/** Of the key of the last field, or of the item; undefined if the text has no such field. */
function offsetOf(document: Document, steps: readonly Step[]): number | undefined {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0];
  for (const step of steps) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => textOfKey(key) === String(step));
      if (pair === undefined) return undefined;
      offset = (pair.key as Node).range?.[0];
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step] as Node | undefined;
      offset = node?.range?.[0];
    } else return undefined;
  }
  return offset;
}

const textOfKey = (key: unknown): string | undefined => {
  const value: unknown = fieldsOf(key).value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
};
