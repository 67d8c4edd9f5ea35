import type { KubernetesObject } from "@kubernetes/client-node";

/** A kind that the API server serves. */
export interface Served {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a probe that only reads may ask of the cluster. */
export interface Reading {
  /** All of a kind, in every namespace; none where the API server does not know the kind. */
  list<T extends KubernetesObject>(apiVersion: string, kind: string): Promise<T[]>;
  /** The kinds of API groups whose name ends like this, in the version that the server prefers. */
  served(group: RegExp): Promise<Served[]>;
}
