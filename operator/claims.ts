import type { ClaimSpec, KubernetesObject, Labels, StatefulSet } from "./objects";

export type PersistentVolumeClaim = {
  readonly apiVersion: "v1";
  readonly kind: "PersistentVolumeClaim";
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly spec: ClaimSpec;
};

/** The claims that Kubernetes makes of the StatefulSets among the objects: one per template and replica. */
export const claimsOf = (objects: readonly KubernetesObject[]): PersistentVolumeClaim[] =>
  objects
    .filter((object) => object.kind === "StatefulSet")
    .flatMap((set) =>
      Array.from({ length: set.spec.replicas }, (_, index) => claimsOfReplica(set, index)).flat(),
    );

function claimsOfReplica(set: StatefulSet, index: number): PersistentVolumeClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name: claimName(template.metadata.name, set.metadata.name, index),
      namespace: set.metadata.namespace,
      labels: set.spec.selector.matchLabels,
    },
    spec: template.spec,
  }));
}

/** `<template>-<set>-<replica>`, as Kubernetes names it. */
export const claimName = (template: string, set: string, replica: number): string =>
  `${template}-${set}-${replica}`;
