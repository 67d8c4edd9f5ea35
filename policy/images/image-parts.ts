import { fieldsOf, listOf } from "../kubernetes-object";
import { onceForText } from "../once-for";
import { ifKnown } from "../unknown";
import { frontIn, hintOf, type Hint } from "./image-strings";

type Fields = Readonly<Record<string, unknown>>;

/** An image whose parts lie in fields side by side, put together as a chart would. */
export interface ComposedImage {
  readonly reference: string;
  /** The field that says where it comes from. */
  readonly field: string;
  /** Fields of which nothing more is to be said. */
  readonly parts: readonly string[];
}

// Names are taken apart only where this may be one.
const FRONT = /(registry|registries|hub)$/i;
const NAME = /^(image[_-]?)?(repo|repository|name)$/i;
const TAIL = /^(image[_-]?)?(tag|digest|sha|version)$/i;
const isFront = onceForText((key) => FRONT.test(key) && hintOf(key) === "front");
const isName = onceForText((key) => NAME.test(key));
const isTail = onceForText((key) => TAIL.test(key));

/**
 * The image that fields such as registry, repository and tag make up; undefined if they make up none, or only
 * in templates.
 * @param key of the fields themselves: below `image`, a repository is one of images
 */
export function composedImage(fields: Fields, key: string): ComposedImage | undefined {
  const keys = Object.keys(fields);
  const front = keys.find((each) => isFront(each) && isWord(fields, each));
  const tail = keys.find((each) => isTail(each) && isWord(fields, each));
  const name = nameAmong(fields, keys, front, tail, key);
  if (name === undefined) return undefined;
  const host = front === undefined ? "" : frontIn(wordAt(fields, front), true);
  if (host === undefined) return undefined;
  const end = tail === undefined ? "" : wordAt(fields, tail);
  const reference = `${host}${wordAt(fields, name)}${end.includes(":") ? "@" : end && ":"}${end}`;
  if (/[{}$\s]|:\/\//.test(reference)) return undefined;
  return { reference, field: front ?? name, parts: front === undefined ? [name] : [front, name] };
}

/** A repository is one of images if a tag, a registry or the name around it says so; an image, if it is bare. */
function nameAmong(
  fields: Fields,
  keys: readonly string[],
  front: string | undefined,
  tail: string | undefined,
  key: string,
): string | undefined {
  const repository = keys.find((each) => isName(each) && isWord(fields, each));
  const isImages = hintOf(key) === "image" || /^image/i.test(repository ?? "");
  const isBareName = /name$/i.test(repository ?? "");
  // `name` beside a tag is a version of anything: only below `image`, or with a registry, it is an image's.
  const isSaid = isBareName
    ? front !== undefined || isImages
    : (front ?? tail) !== undefined || isImages;
  if (repository !== undefined && isSaid && !("image" in fields)) return repository;
  const isBare = isWord(fields, "image") && !/[:/@]/.test(wordAt(fields, "image"));
  return isBare && front !== undefined ? "image" : undefined;
}

// A tag may be written as a number: `tag: 1.7`.
function wordAt(fields: Fields, field: string): string {
  const value = ifKnown(() => fields[field]);
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

const isWord = (fields: Fields, field: string): boolean => wordAt(fields, field) !== "";

/** A text of a container in which its own variables stand for their values. */
export interface ExpandedText {
  /** The list that it lies in, its index, and for a variable `value`. */
  readonly steps: readonly (string | number)[];
  readonly text: string;
  readonly hint: Hint;
}

/** `--image=$(IMAGE)` with the value of IMAGE beside it; a shell's `$IMAGE` and `${IMAGE}` as well. */
export function expandedTexts(container: Fields): ExpandedText[] {
  const values = new Map<string, string>();
  const found: ExpandedText[] = [];
  const expand = (value: unknown, steps: (string | number)[], hint: Hint): string => {
    if (typeof value !== "string") return "";
    const text = value.replace(
      /\$(?:\((\w+)\)|\{(\w+)\}|(\w+))/g,
      (whole, ...names) =>
        values.get(names.slice(0, 3).find((name) => name !== undefined) as string) ?? whole,
    );
    if (text !== value) found.push({ steps, text, hint });
    return text;
  };
  listOf(container.env).forEach((item, index) => {
    const [name, value] = [ifKnown(() => fieldsOf(item).name), ifKnown(() => fieldsOf(item).value)];
    if (typeof name !== "string" || typeof value !== "string") return;
    values.set(name, expand(value, ["env", index, "value"], hintOf(name)));
  });
  if (values.size > 0)
    for (const list of ["command", "args"])
      listOf(container[list]).forEach((_, index) => {
        expand(
          ifKnown(() => listOf(container[list])[index]),
          [list, index],
          "none",
        );
      });
  return found;
}
