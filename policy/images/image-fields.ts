import { isKind, fieldsOf, type KubernetesObject } from "../kubernetes-object";
import { onceFor } from "../once-for";
import { decodedFrom, unwrapped } from "../texts/decoded";
import { documentsIn } from "../texts/documents";
import { childPath, UnknownAtPreview } from "../unknown";
import { composedImage, expandedTexts } from "./image-parts";
import { frontIn, hintOf, hintOfFlag, imagesInText, type Hint } from "./image-strings";
import { isImageField, isInjectedPod, namesHub } from "./surroundings";

/** A place in an object that names an image, or that cannot be read before the deployment. */
export interface ImageField {
  readonly path: string;
  /** As written, with a slash at its end if it is only the front part; undefined if it cannot be read. */
  readonly reference: string | undefined;
  /** Why it cannot be read: unknown at preview, if not this. */
  readonly isTooDeep?: boolean;
  /** A name around it says that it is an image, and not its shape alone. */
  readonly isNamed: boolean;
}

interface Place {
  readonly path: string;
  readonly hint: Hint;
  /** How many documents lie around this one: YAML in a ConfigMap, JSON in that YAML, … */
  readonly depth: number;
  /** The pod is filled in by Istio's injector, for which `image: auto` is a place-holder. */
  readonly isInjected: boolean;
  /** The document around it names a hub, so that a bare image name is a part and the hub is judged. */
  readonly hasHub: boolean;
}

const MAX_DEPTH = 8;
// Written by kubectl for itself: a copy of the object, of a Secret too. Nothing pulls from it.
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Every place of the object that names an image, in the order of its fields. Data of Secrets is not read. */
export const imageFields = onceFor((object: KubernetesObject): readonly ImageField[] => {
  const found: ImageField[] = [];
  const isInjected = isInjectedPod(object);
  const top = { path: "", hint: "none", depth: 0, isInjected, hasHub: false } as const;
  const isSecret = isKind(object, "", "Secret");
  const isCrd = isKind(object, "apiextensions.k8s.io", "CustomResourceDefinition");
  for (const key of Object.keys(object)) {
    if (key === "status" || key === "kind" || key === "apiVersion") continue;
    if (isSecret && (key === "data" || key === "stringData")) continue;
    const place = { ...top, path: key };
    attempt(place.path, found, () => {
      if (isCrd && key === "spec") crdDefaults(object.spec, place, found);
      // Of metadata, only annotations can hold a reference.
      else if (key === "metadata")
        record({ annotations: fieldsOf(object.metadata).annotations }, key, place, found);
      else visit(object[key], key, place, found);
    });
  }
  return found;
});

/** The schema of a CRD is prose and types; only its defaults become values of objects. */
function crdDefaults(node: unknown, place: Place, found: ImageField[], name = ""): void {
  if (typeof node !== "object" || node === null) return;
  for (const key of Object.keys(node)) {
    const path = childPath(place.path, Array.isArray(node) ? Number(key) : key);
    attempt(path, found, () => {
      const child = (node as Record<string, unknown>)[key];
      if (key === "default") visit(child, name, { ...place, path, hint: hintOf(name) }, found);
      else crdDefaults(child, { ...place, path }, found, key);
    });
  }
}

function visit(value: unknown, key: string, place: Place, found: ImageField[]): void {
  if (typeof value === "string") text(value, key, place, found);
  else if (Array.isArray(value)) list(value, key, place, found);
  else if (typeof value === "object" && value !== null) record(fieldsOf(value), key, place, found);
}

function list(values: unknown[], key: string, place: Place, found: ImageField[]): void {
  let flag: Hint = "none";
  for (let index = 0; index < values.length; index++) {
    const path = childPath(place.path, index);
    try {
      const value = values[index];
      // args: ["--solver-image", "nginx"]
      const hint = flag === "none" ? place.hint : flag;
      flag =
        typeof value === "string" && /^-{1,2}[A-Za-z][\w-]*$/.test(value)
          ? hintOfFlag(value)
          : "none";
      visit(value, key, within(place, path, hint), found);
    } catch (error) {
      unread(error, path, found);
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isReadable = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "object" && value !== null);

// Spelt out: to spread a place for each field of each object takes far longer.
const within = (
  { depth, hasHub, isInjected }: Place,
  path: string,
  hint: Hint,
  isInjectedToo = isInjected,
): Place => ({ path, hint, depth, isInjected: isInjectedToo, hasHub });

function record(fields: Fields, key: string, place: Place, found: ImageField[]): void {
  const isInjected = place.isInjected || isInjectedPod(fields);
  const composed = composedImage(fields, key);
  const isPart = place.hasHub && composed !== undefined && composed.parts.length === 1;
  if (composed !== undefined && !isPart)
    named(childPath(place.path, composed.field), composed.reference, found);
  for (const field of Object.keys(fields)) {
    if (field === LAST_APPLIED || composed?.parts.includes(field)) continue;
    try {
      const value = fields[field];
      if (!isReadable(value)) continue;
      // The injector fills in this container alone.
      if (field === "image" && value === "auto" && isInjected && fields.name === "istio-proxy")
        continue;
      // { name: PROXY_IMAGE, value: … }
      const isValue = field === "value" && typeof fields.name === "string";
      const hint = isValue ? hintOf(String(fields.name)) : hintOf(field);
      // volumes[].image.reference
      const name = key === "image" && field === "reference" ? "image" : field;
      visit(value, name, within(place, childPath(place.path, field), hint, isInjected), found);
    } catch (error) {
      unread(error, childPath(place.path, field), found);
    }
  }
  if (Array.isArray(fields.env))
    for (const { steps, text: expanded, hint } of expandedTexts(fields))
      text(
        expanded,
        "",
        { ...place, path: steps.reduce<string>(childPath, place.path), hint },
        found,
      );
}

function text(value: string, key: string, place: Place, found: ImageField[]): void {
  const word = value.trim();
  const isHub = /^hub$/i.test(key);
  const front = place.hint === "front" || isHub ? frontIn(word, isHub) : undefined;
  if (front !== undefined) {
    named(place.path, front, found);
    return;
  }
  if (isImageField(key) && !/\s|\{\{/.test(word)) {
    field(word, key, place, found);
    return;
  }
  const joined = unwrapped(value);
  const documents = documentsIn(joined);
  if (documents !== undefined) {
    open(documents, key, place, found);
    return;
  }
  for (const reference of imagesInText(joined, place.hint))
    found.push({ path: place.path, reference, isNamed: place.hint === "image" });
  const decoded = decodedFrom(joined);
  if (decoded.length > 0) open(decoded, key, place, found);
}

/** What stands in a text: its documents, or what it holds as base64. */
function open(documents: readonly unknown[], key: string, place: Place, found: ImageField[]): void {
  if (place.depth === MAX_DEPTH) {
    found.push({ path: place.path, reference: undefined, isTooDeep: true, isNamed: false });
    return;
  }
  const hasHub = place.hasHub || documents.some(namesHub);
  const inner = { ...place, hint: "none" as const, depth: place.depth + 1, hasHub };
  documents.forEach((document, index) => {
    const path = `${place.path} >${documents.length > 1 ? ` ${index + 1}:` : ""} `;
    visit(document, key, { ...inner, path }, found);
  });
}

function field(word: string, key: string, place: Place, found: ImageField[]): void {
  if (word === "" || (place.hasHub && !/[:/@]/.test(word))) return;
  if (key !== "image" && /^(true|false|\d+)$/.test(word)) return;
  named(place.path, word, found);
}

const named = (path: string, reference: string, found: ImageField[]): void => {
  found.push({ path, reference, isNamed: true });
};

/** One unknown value must not hide what lies beside it. */
function attempt(path: string, found: ImageField[], read: () => void): void {
  try {
    read();
  } catch (error) {
    unread(error, path, found);
  }
}

function unread(error: unknown, path: string, found: ImageField[]): void {
  if (!(error instanceof UnknownAtPreview)) throw error;
  found.push({ path: path === "" ? error.path : path, reference: undefined, isNamed: false });
}
