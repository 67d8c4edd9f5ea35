import { fieldsOf, groupOf, isKind, metadataOf, type KubernetesObject } from "./kubernetes-object";
import { onceFor, onceForText } from "./once-for";
import { assembledIn } from "./texts/assembled";
import { decodedFrom, unwrapped } from "./texts/decoded";
import { documentsIn } from "./texts/documents";
import { isProse } from "./texts/prose";
import { childPath } from "./unknown";

/** A text of an object, as whoever uses it reads it. */
export interface Text {
  /** Where it stands; ` > ` leads into a document, ` (decoded) > ` into what was encoded. */
  readonly path: string;
  /** What its surroundings call it: the field, flag or variable. */
  readonly name: string;
  readonly value: string;
}

/** How many writings may lie inside each other: YAML in a ConfigMap, JSON in that YAML, base64 in that JSON, … */
const MOST_LAYERS = 8;

/**
 * Every text of an object that may carry an address. Documents inside of text are opened, base64 and percent-encoding
 * are undone, variables of a container are put in where others refer to them. Left out: the data of Secrets, status,
 * metadata but annotations, the schemas of CRDs but their defaults, and fields that people read.
 */
export const textsOf = onceFor((object: KubernetesObject): readonly Text[] => {
  const found: Text[] = [];
  if (isKind(object, "apiextensions.k8s.io", "CustomResourceDefinition")) {
    defaults(object.spec, "", () => "spec", found);
    return found;
  }
  const isSecret = isKind(object, "", "Secret");
  for (const field of Object.keys(object)) {
    if (["status", "kind", "apiVersion", "metadata"].includes(field)) continue;
    if (isSecret && (field === "data" || field === "stringData")) continue;
    visit(object[field], { path: field, name: field, layer: 0 }, found);
  }
  const { annotations } = metadataOf(object);
  visit(annotations, { path: "metadata.annotations", name: "", layer: 0 }, found);
  if (groupOf(object) !== "rbac.authorization.k8s.io") found.push(...assembledIn(object));
  return found;
});

/** The schema of a CRD is prose and types; only its defaults become values of objects. */
function defaults(node: unknown, name: string, path: () => string, found: Text[]): void {
  if (typeof node !== "object" || node === null) return;
  for (const key of Object.keys(node)) {
    const child = (node as Record<string, unknown>)[key];
    const at = (): string => childPath(path(), Array.isArray(node) ? Number(key) : key);
    if (key === "default") visit(child, { path: at(), name, layer: 0 }, found);
    else defaults(child, key, at, found);
  }
}

interface Place {
  readonly path: string;
  readonly name: string;
  readonly layer: number;
}

function visit(value: unknown, place: Place, found: Text[]): void {
  if (typeof value === "string") text(value, place, found);
  else if (Array.isArray(value)) list(value, place, found);
  else if (typeof value === "object" && value !== null) fields(fieldsOf(value), place, found);
}

function list(values: readonly unknown[], place: Place, found: Text[]): void {
  let flag: string | undefined;
  values.forEach((value, index) => {
    // args: ["--server", "minio.model-store.svc"]
    const name = flag ?? place.name;
    flag = typeof value === "string" ? /^-{1,2}([A-Za-z][\w.-]*)$/.exec(value)?.[1] : undefined;
    visit(value, { path: childPath(place.path, index), name, layer: place.layer }, found);
  });
}

function fields(object: Readonly<Record<string, unknown>>, place: Place, found: Text[]): void {
  for (const field of Object.keys(object)) {
    if (isProse(field)) continue;
    const path = childPath(place.path, field);
    if (isAddress(field)) found.push({ path, name: "", value: field });
    // { name: DATABASE_HOST, value: … }
    const isNamed = field === "value" && typeof object.name === "string";
    const name = isNamed ? String(object.name) : field;
    visit(object[field], { path, name, layer: place.layer }, found);
  }
}

// Docker's `auths` and stub domains have addresses for keys.
const isAddress = onceForText((field) => /:\/\/|:\d+$/.test(field));

function text(written: string, { path, name, layer }: Place, found: Text[]): void {
  if (written.trim() === "") return;
  const value = unwrapped(written);
  const documents = layer < MOST_LAYERS ? documentsIn(value) : undefined;
  if (documents !== undefined) {
    documents.forEach((document, index) => {
      const at = `${path} >${documents.length > 1 ? ` ${index + 1}:` : ""} `;
      visit(document, { path: at, name, layer: layer + 1 }, found);
    });
    return;
  }
  found.push({ path, name, value });
  if (layer < MOST_LAYERS)
    for (const plain of decodedFrom(value))
      visit(plain, { path: `${path} (decoded) > `, name, layer: layer + 1 }, found);
}
