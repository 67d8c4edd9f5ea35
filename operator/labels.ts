import type { Labels } from "./objects";

/** Left behind by the tools that applied the custom resource: they say nothing of its children. */
const neverCopied: ReadonlySet<string> = new Set([
  "meta.helm.sh/release-name",
  "meta.helm.sh/release-namespace",
  "kubectl.kubernetes.io/last-applied-configuration",
]);

/** The label that selects a workload's pods and, on servers, says that it is one. */
export const nameLabel = "app.kubernetes.io/name";

/** Labels or annotations from several places; the earlier place wins. */
export const mergedLabels = (...places: readonly (Labels | null | undefined)[]): Labels =>
  Object.fromEntries(
    places
      .toReversed()
      .flatMap((place) => Object.entries(place ?? {}))
      .filter(([key]) => !neverCopied.has(key)),
  );

/** Kubernetes leaves an empty map out. */
export const orNone = (labels: Labels): Labels | undefined =>
  Object.keys(labels).length === 0 ? undefined : labels;
