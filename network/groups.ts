import type { Flow, Pods } from "./flow";

/** Pods of one namespace that rows name by the same labels, and the rows of either direction. */
export interface Group<Row extends Flow> {
  /** By the pods and nothing else, so that a changed row changes an object of this name in place. */
  readonly name: string;
  readonly pods: Pods;
  readonly incoming: readonly Row[];
  readonly outgoing: readonly Row[];
}

/** The groups of a namespace, in the order in which the rows name them. */
export function groupsOf<Row extends Flow>(namespace: string, rows: readonly Row[]): Group<Row>[] {
  const named = new Map<string, Pods>();
  for (const { from, to } of rows)
    for (const peer of [from, to]) if (isIn(namespace, peer)) named.set(nameOf(peer.labels), peer);
  return [...named].map(([name, pods]) => {
    const here = (peer: End) => isIn(namespace, peer) && nameOf(peer.labels) === name;
    return {
      name,
      pods,
      incoming: rows.filter(({ to }) => here(to)),
      outgoing: rows.filter(({ from }) => here(from)),
    };
  });
}

type End = Flow["from" | "to"];

const isIn = (namespace: string, peer: End): peer is Pods =>
  "namespace" in peer && peer.namespace === namespace;

/** A label that says true says it by its key, as in acme.cert-manager.io/http01-solver. */
const nameOf = (labels: Pods["labels"]): string =>
  Object.entries(labels ?? {})
    .map(([key, value]) => (value === "true" ? key.replace(/^.*\//, "") : value))
    .join("-") || "all";
