import { parseAllDocuments } from "yaml";
import { hintOf, imagesInText, type Hint } from "./image-strings";
import { fieldsOf, isKind, type KubernetesObject } from "./kubernetes-object";
import { childPath, UnknownAtPreview } from "./unknown";

/** A place in an object that names an image, or that cannot be read before the deployment. */
export interface ImageField {
  readonly path: string;
  /** As written; undefined if unknown at preview. */
  readonly reference: string | undefined;
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

// Set by the API server, or names, which cannot hold a reference.
const METADATA_READ = new Set(["annotations"]);
const MAX_DEPTH = 8;
// Written by kubectl for itself: a copy of the object, of a Secret too. Nothing pulls from it.
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Every place of the object that names an image, in the order of its fields. Data of Secrets is not read. */
export function imageFields(object: KubernetesObject): ImageField[] {
  const found: ImageField[] = [];
  const top = { path: "", hint: "none", depth: 0, isInjected: false, hasHub: false } as const;
  const isSecret = isKind(object, "", "Secret");
  const isCrd = isKind(object, "apiextensions.k8s.io", "CustomResourceDefinition");
  for (const key of Object.keys(object)) {
    if (key === "status" || key === "kind" || key === "apiVersion") continue;
    if (isSecret && (key === "data" || key === "stringData")) continue;
    const place = { ...top, path: key };
    attempt(place.path, found, () => {
      if (isCrd && key === "spec") crdDefaults(object.spec, place, found);
      else if (key === "metadata") metadata(object.metadata, place, found);
      else visit(object[key], key, place, found);
    });
  }
  return found;
}

function metadata(value: unknown, place: Place, found: ImageField[]): void {
  for (const key of Object.keys(fieldsOf(value)).filter((name) => METADATA_READ.has(name))) {
    const path = childPath(place.path, key);
    attempt(path, found, () => {
      visit(fieldsOf(value)[key], key, { ...place, path }, found);
    });
  }
}

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
    attempt(path, found, () => {
      const value = values[index];
      // args: ["--solver-image", "nginx"]
      const hint = flag === "none" ? place.hint : flag;
      flag =
        typeof value === "string" && /^-{1,2}[A-Za-z][\w-]*$/.test(value) ? hintOf(value) : "none";
      visit(value, key, { ...place, path, hint }, found);
    });
  }
}

function record(
  fields: Readonly<Record<string, unknown>>,
  key: string,
  place: Place,
  found: ImageField[],
): void {
  const isInjected = place.isInjected || isInjectedPod(fields);
  for (const field of Object.keys(fields)) {
    if (field === LAST_APPLIED) continue;
    const path = childPath(place.path, field);
    attempt(path, found, () => {
      const value = fields[field];
      // { name: PROXY_IMAGE, value: … }
      const isValue = field === "value" && typeof fields.name === "string";
      const hint = isValue ? hintOf(String(fields.name)) : hintOf(field);
      // volumes[].image.reference
      const name = key === "image" && field === "reference" ? "image" : field;
      visit(value, name, { ...place, path, hint, isInjected }, found);
    });
  }
}

function isInjectedPod(fields: Readonly<Record<string, unknown>>): boolean {
  const { annotations, labels } = fieldsOf(fields.metadata);
  if (fieldsOf(annotations)["inject.istio.io/templates"] === undefined) return false;
  const inject = "sidecar.istio.io/inject";
  return fieldsOf(labels)[inject] === "true" || fieldsOf(annotations)[inject] === "true";
}

function text(value: string, key: string, place: Place, found: ImageField[]): void {
  const documents = place.depth < MAX_DEPTH ? parsed(value) : undefined;
  if (documents !== undefined) {
    const hasHub = place.hasHub || namesHub(documents);
    documents.forEach((document, index) => {
      const path = `${place.path} >${documents.length > 1 ? ` ${index + 1}:` : ""} `;
      visit(document, key, { ...place, path, hint: "none", depth: place.depth + 1, hasHub }, found);
    });
    return;
  }
  const word = value.trim();
  if (key === "hub" && word !== "" && !word.includes("{{"))
    found.push({ path: place.path, reference: `${word}/` });
  else if (isImageField(key) && !/\s|\{\{/.test(word)) field(word, key, place, found);
  else
    for (const reference of imagesInText(value, place.hint))
      found.push({ path: place.path, reference });
}

const isImageField = (key: string): boolean => key === "image" || /Image$|[/.]image$/.test(key);

function field(word: string, key: string, place: Place, found: ImageField[]): void {
  if (word === "" || (word === "auto" && place.isInjected)) return;
  if (place.hasHub && !/[:/@]/.test(word)) return;
  if (key !== "image" && /^(true|false|\d+)$/.test(word)) return;
  found.push({ path: place.path, reference: word });
}

/** The documents in a text; undefined if it is prose, a template, or a single word. */
function parsed(value: string): unknown[] | undefined {
  if (!/^\s*[[{"]|\n|^[\w."'/-]+:\s/.test(value)) return undefined;
  try {
    const documents = parseAllDocuments(value, { logLevel: "silent", uniqueKeys: false });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0))
      return undefined;
    const values = documents.map((document) => document.toJS() as unknown);
    // A quoted document: "{\"image\": …}" is text that holds text.
    if (
      values.length === 1 &&
      typeof values[0] === "string" &&
      values[0] !== value &&
      /^\s*"/.test(value)
    )
      return values;
    return values.some((inner) => typeof inner === "object" && inner !== null) ? values : undefined;
  } catch {
    return undefined;
  }
}

const namesHub = (node: unknown): boolean =>
  typeof node === "object" &&
  node !== null &&
  Object.entries(node).some(
    ([key, value]) =>
      (key === "hub" && typeof value === "string" && value !== "") || namesHub(value),
  );

/** One unknown value must not hide what lies beside it. */
function attempt(path: string, found: ImageField[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UnknownAtPreview)) throw error;
    found.push({ path: path === "" ? error.path : path, reference: undefined });
  }
}
