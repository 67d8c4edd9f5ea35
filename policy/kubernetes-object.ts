import { onceFor } from "./once-for";

/** Any Kubernetes object: what a rule needs of it is read with the functions below, never assumed. */
export type KubernetesObject = Readonly<Record<string, unknown>>;

/** Who an object is, in messages and in findings; parts that cannot be read say so in brackets. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The value as an object with fields; nothing to read if it is anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The value as a list; empty if it is anything else. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/** The value as text; undefined if it is anything else or empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const metadataOf = (object: KubernetesObject): Fields => fieldsOf(object.metadata);

/** API group without the version; empty for the core group. */
export const groupOf = (object: KubernetesObject): string => {
  const apiVersion = textOf(object.apiVersion) ?? "";
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.lastIndexOf("/")) : "";
};

export const isKind = (object: KubernetesObject, group: string, ...kinds: string[]): boolean =>
  typeof object.kind === "string" && kinds.includes(object.kind) && groupOf(object) === group;

/** Group and kind, as `apps/Deployment` or `/Pod`. */
export const kindOf = onceFor(
  (object: KubernetesObject): string => `${groupOf(object)}/${String(object.kind)}`,
);

/** Who the object is; the same answer each time, so that a finding can be traced to its very object. */
export const nameOf = onceFor((object: KubernetesObject): ObjectName => {
  const metadata = metadataOf(object);
  return {
    apiVersion: textOf(object.apiVersion) ?? "(no apiVersion)",
    kind: textOf(object.kind) ?? "(no kind)",
    namespace: textOf(metadata.namespace),
    name: textOf(metadata.name) ?? textOf(metadata.generateName) ?? "(no name)",
  };
});

/** `apps/v1 Deployment a/b` */
export const describeName = ({ apiVersion, kind, namespace, name }: ObjectName): string =>
  `${apiVersion} ${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
