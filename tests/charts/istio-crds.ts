import { stringify } from "yaml";

import { crdsOf, type Crd } from "./crds";
import { objectsOf } from "./flatten";
import type { Schema } from "./schema-differences";

/** The CRDs among what chart base renders, by name. */
export const istioCrdsOf = (stream: string): Map<string, Crd> =>
  crdsOf(
    objectsOf(stream)
      .filter(({ kind }) => kind === "CustomResourceDefinition")
      .map((crd) => stringify(crd))
      .join("---\n"),
  );

/**
 * A schema, or a column, without what the stand-in words for itself: descriptions, and rules in the
 * language CEL, which come with a message.
 */
export function withoutWords<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutWords) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const kept = entries.filter(
    ([key, child]) =>
      key !== "x-kubernetes-validations" && !(key === "description" && typeof child === "string"),
  );
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutWords(child)])) as T;
}

/** Each served version's schema, by the version's name. */
export const schemasOf = (crd: Crd | undefined): Map<string, Schema> =>
  new Map(
    (crd?.spec.versions ?? []).map((version) => [
      (version as unknown as { name: string }).name,
      withoutWords(version.schema.openAPIV3Schema),
    ]),
  );
