import type { Raw } from "../../attack";
import type { Random } from "../../random";
import { newName } from "./names";

type Stack = readonly Raw[];

const namespacesWhere = (
  stack: Stack,
  fits: (labels: Readonly<Record<string, unknown>>) => boolean,
): string[] =>
  stack
    .filter(({ kind }) => kind === "Namespace")
    .filter(({ metadata }) => fits((metadata.labels ?? {}) as Readonly<Record<string, unknown>>))
    .map(({ metadata }) => metadata.name);

/** Namespaces in which models are served. */
export const serving = (stack: Stack): string[] => [
  ...new Set(
    stack
      .filter(({ kind }) => kind === "SeldonRuntime")
      .flatMap(({ metadata }) => metadata.namespace ?? []),
  ),
];

/** Namespaces in which teams make pods themselves. */
export const training = (stack: Stack): string[] =>
  namespacesWhere(stack, (labels) => labels["seldon-platform/kind"] === "training");

/** Namespaces whose pods are held to the restricted standard by their own label. */
export const restricted = (stack: Stack): string[] =>
  namespacesWhere(stack, (labels) => labels["pod-security.kubernetes.io/enforce"] === "restricted");

export const tenants = (stack: Stack): string[] => [...serving(stack), ...training(stack)];

/** A namespace of the stack: in half of all cases a tenant's. */
export const anywhere = (random: Random, stack: Stack): string =>
  random.pick(random.maybe() ? tenants(stack) : namespacesWhere(stack, () => true));

/** An object of a kind, named at random. */
export const made = (
  random: Random,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
  fields: object,
): Raw => ({
  apiVersion,
  kind,
  metadata: { name: newName(random), ...(namespace !== undefined && { namespace }) },
  ...fields,
});
