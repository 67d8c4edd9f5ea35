import type { Flow, Peer, Port } from "./flows";

/** The part of a NetworkPolicy that we write. */
export interface Policy {
  readonly name: string;
  readonly spec: {
    readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly policyTypes: readonly ("Ingress" | "Egress")[];
    readonly ingress?: readonly {
      readonly from: readonly object[];
      readonly ports?: readonly Port[];
    }[];
    readonly egress?: readonly {
      readonly to: readonly object[];
      readonly ports?: readonly Port[];
    }[];
  };
}

/** Shuts a namespace in both directions; all other policies only add to it. */
const denyAll: Policy = {
  name: "default-deny",
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};

/**
 * The NetworkPolicies of one namespace: the denial, and one policy per group of pods that the table
 * lets talk. Named by the pods they select, so that a changed row changes an object in place.
 */
export function policiesFor(namespace: string, flows: readonly Flow[]): Policy[] {
  const selectors = new Map<string, Readonly<Record<string, string>> | undefined>();
  for (const { from, to } of flows)
    for (const peer of [from, to])
      if (isIn(namespace, peer)) selectors.set(nameOf(peer.labels), peer.labels);
  const allows = [...selectors].map(([name, labels]): Policy => {
    const here = (peer: Peer) => isIn(namespace, peer) && nameOf(peer.labels) === name;
    const ingress = flows
      .filter(({ to }) => here(to))
      .map(({ from, ports }) => ({ from: selectorsOf(from, namespace), ...(ports && { ports }) }));
    const egress = flows
      .filter(({ from }) => here(from))
      .map(({ to, ports }) => ({ to: selectorsOf(to, namespace), ...(ports && { ports }) }));
    return {
      name: `allow-${name}`,
      spec: {
        podSelector: labels ? { matchLabels: labels } : {},
        policyTypes: [
          ...(ingress.length ? (["Ingress"] as const) : []),
          ...(egress.length ? (["Egress"] as const) : []),
        ],
        ...(ingress.length && { ingress }),
        ...(egress.length && { egress }),
      },
    };
  });
  return [denyAll, ...allows];
}

type Pods = Extract<Peer, { namespace: string }>;

const isIn = (namespace: string, peer: Peer): peer is Pods =>
  "namespace" in peer && peer.namespace === namespace;

const nameOf = (labels: Pods["labels"]): string => Object.values(labels ?? {}).join("-") || "all";

/** Namespaces are chosen by the one label that the API server sets and nobody can change. */
function selectorsOf(peer: Peer, home: string): object[] {
  if ("cidrs" in peer) return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const podSelector = peer.labels ? { matchLabels: peer.labels } : {};
  if (peer.namespace === home) return [{ podSelector }];
  const matchLabels = { "kubernetes.io/metadata.name": peer.namespace };
  return [{ namespaceSelector: { matchLabels }, podSelector }];
}
