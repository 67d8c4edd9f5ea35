import { platformNamespaces } from "../schema/namespaces";
import type { Flow, Peer, Port } from "./flow";
import { groupsOf } from "./groups";

/** The part of a NetworkPolicy that we write. */
export interface Policy {
  readonly namespace: string;
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

/** The policies of one namespace: the denial of everything first, then what the rows open. */
export const namespacePolicies = (namespace: string, rows: readonly Flow[]): Policy[] => [
  denyAll(namespace),
  ...allows(namespace, rows),
];

/**
 * The policies of what Seldon stands on, by namespace, the same whatever tenants there are. They need
 * not all be used: a part that is not installed has no namespace.
 */
export function platformPolicies(
  rows: readonly Flow[],
): Record<"istio" | "cni" | "gateway" | "metalLb" | "certManager", Policy[]> {
  const { istio, cni, gateway, metalLb, certManager } = platformNamespaces;
  return {
    istio: namespacePolicies(istio, rows),
    cni: namespacePolicies(cni, rows),
    gateway: namespacePolicies(gateway, rows),
    metalLb: namespacePolicies(metalLb, rows),
    certManager: namespacePolicies(certManager, rows),
  };
}

/**
 * The policies that come and go with a tenant: those of its own namespace, the denial first, and for a
 * served one the policies that let the platform's pods to it, each in the namespace of those pods.
 */
export function tenantPolicies(tenant: string, rows: readonly Flow[]): Policy[] {
  const { controller, istio, gateway, certManager } = platformNamespaces;
  const beside = (namespace: string, name: string) =>
    allows(namespace, rows).map((policy) => ({ ...policy, name: `${name}-${tenant}` }));
  return [
    ...namespacePolicies(tenant, rows),
    ...beside(controller, "controller-to"),
    ...beside(istio, "istiod-from"),
    ...beside(gateway, "gateway-to"),
    ...beside(certManager, "door-of"),
  ];
}

/** Shuts a namespace in both directions; all other policies only add to it. */
const denyAll = (namespace: string): Policy => ({
  namespace,
  name: "default-deny",
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

type Judged = Flow & { readonly from: Peer };

const isJudged = (row: Flow): row is Judged => !("kubelet" in row.from);

/** One policy per group of pods of a namespace that the rows let talk. */
const allows = (namespace: string, rows: readonly Flow[]): Policy[] =>
  groupsOf(namespace, rows.filter(isJudged)).map(({ name, pods, incoming, outgoing }): Policy => {
    const ingress = rules(incoming, ({ from }) => selectorsOf(from, namespace));
    const egress = rules(outgoing, ({ to }) => selectorsOf(to, namespace));
    return {
      namespace,
      name: `allow-${name}`,
      spec: {
        podSelector: pods.labels ? { matchLabels: pods.labels } : {},
        policyTypes: [
          ...(ingress.length ? (["Ingress"] as const) : []),
          ...(egress.length ? (["Egress"] as const) : []),
        ],
        ...(ingress.length && {
          ingress: ingress.map(({ peers, ...ports }) => ({ from: peers, ...ports })),
        }),
        ...(egress.length && {
          egress: egress.map(({ peers, ...ports }) => ({ to: peers, ...ports })),
        }),
      },
    };
  });

/** Rows with the same ports are one rule: each word of a policy is state that every update rewrites. */
function rules(rows: readonly Judged[], peersOf: (row: Judged) => object[]) {
  const byPorts = new Map<string, { peers: object[]; ports?: readonly Port[] }>();
  for (const row of rows) {
    const key = JSON.stringify(row.ports);
    const rule = byPorts.get(key) ?? { peers: [], ...(row.ports && { ports: row.ports }) };
    byPorts.set(key, rule);
    rule.peers.push(...peersOf(row));
  }
  return [...byPorts.values()];
}

/** Namespaces are chosen by the one label that the API server sets and nobody can change. */
function selectorsOf(peer: Peer, home: string): object[] {
  if ("cidrs" in peer) return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const podSelector = peer.labels ? { matchLabels: peer.labels } : {};
  if (peer.namespace === home) return [{ podSelector }];
  const matchLabels = { "kubernetes.io/metadata.name": peer.namespace };
  return [{ namespaceSelector: { matchLabels }, podSelector }];
}
