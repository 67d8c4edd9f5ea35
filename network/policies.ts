import { platformNamespaces } from "../schema/namespaces";
import type { Flow, Peer, Port } from "./flow";
import { certManagerFlows } from "./flows/cert-manager";
import { controllerFlows } from "./flows/controller";
import { gatewayFlows } from "./flows/gateway";
import { istioFlows } from "./flows/istio";
import { metalLbFlows } from "./flows/metal-lb";
import { tenantFlows } from "./flows/tenant";
import type { Landscape, TenantTraffic } from "./landscape";

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

/** The policies of the controller's namespace that are the same whatever tenants there are. */
export const controllerPolicies = (landscape: Landscape): Policy[] =>
  shut(landscape.controllerNamespace, controllerFlows(landscape));

/**
 * The policies of what Seldon stands on, by namespace, the same whatever tenants there are. They need
 * not all be used: a part that is not installed has no namespace.
 */
export function platformPolicies(
  landscape: Landscape,
): Record<"istio" | "cni" | "gateway" | "metalLb" | "certManager", Policy[]> {
  const mesh = [...istioFlows(landscape), ...gatewayFlows(landscape)];
  const { istio, cni, gateway, metalLb, certManager } = platformNamespaces;
  return {
    istio: shut(istio, mesh),
    cni: shut(cni, mesh),
    gateway: shut(gateway, mesh),
    metalLb: shut(metalLb, metalLbFlows(landscape)),
    certManager: shut(certManager, certManagerFlows(landscape)),
  };
}

/**
 * The policies that come and go with a tenant: those of its own namespace, the denial first, and for a
 * served one the policies that let the platform's pods to it, each in the namespace of those pods.
 */
export function tenantPolicies(landscape: Landscape, tenant: TenantTraffic): Policy[] {
  const table = tenantFlows(landscape, tenant);
  const { istio, gateway, certManager } = platformNamespaces;
  const beside = (namespace: string, name: string) =>
    allows(namespace, table).map((policy) => ({ ...policy, name: `${name}-${tenant.name}` }));
  return [
    ...shut(tenant.name, table),
    ...beside(landscape.controllerNamespace, "controller-to"),
    ...beside(istio, "istiod-from"),
    ...beside(gateway, "gateway-to"),
    ...beside(certManager, "door-of"),
  ];
}

const shut = (namespace: string, table: readonly Flow[]): Policy[] => [
  denyAll(namespace),
  ...allows(namespace, table),
];

/** Shuts a namespace in both directions; all other policies only add to it. */
const denyAll = (namespace: string): Policy => ({
  namespace,
  name: "default-deny",
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

/**
 * One policy per group of pods of a namespace that the table lets talk. Named by the pods they select,
 * so that a changed row changes an object in place.
 */
function allows(namespace: string, flows: readonly Flow[]): Policy[] {
  const selectors = new Map<string, Readonly<Record<string, string>> | undefined>();
  for (const { from, to } of flows)
    for (const peer of [from, to])
      if (isIn(namespace, peer)) selectors.set(nameOf(peer.labels), peer.labels);
  return [...selectors].map(([name, labels]): Policy => {
    const here = (peer: Peer) => isIn(namespace, peer) && nameOf(peer.labels) === name;
    const ingress = flows
      .filter(({ to }) => here(to))
      .map(({ from, ports }) => ({ from: selectorsOf(from, namespace), ...(ports && { ports }) }));
    const egress = flows
      .filter(({ from }) => here(from))
      .map(({ to, ports }) => ({ to: selectorsOf(to, namespace), ...(ports && { ports }) }));
    return {
      namespace,
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
}

type Pods = Extract<Peer, { namespace: string }>;

const isIn = (namespace: string, peer: Peer): peer is Pods =>
  "namespace" in peer && peer.namespace === namespace;

/** A label that says true says it by its key, as in acme.cert-manager.io/http01-solver. */
const nameOf = (labels: Pods["labels"]): string =>
  Object.entries(labels ?? {})
    .map(([key, value]) => (value === "true" ? key.replace(/^.*\//, "") : value))
    .join("-") || "all";

/** Namespaces are chosen by the one label that the API server sets and nobody can change. */
function selectorsOf(peer: Peer, home: string): object[] {
  if ("cidrs" in peer) return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const podSelector = peer.labels ? { matchLabels: peer.labels } : {};
  if (peer.namespace === home) return [{ podSelector }];
  const matchLabels = { "kubernetes.io/metadata.name": peer.namespace };
  return [{ namespaceSelector: { matchLabels }, podSelector }];
}
