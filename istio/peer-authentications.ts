import type { Flow } from "../network/flow";
import { platformNamespaces } from "../schema/namespaces";
import { proxied } from "./proxied";

/** Istio's PeerAuthentication: by what a pod lets others in. */
export interface PeerAuthentication {
  readonly apiVersion: "security.istio.io/v1";
  readonly kind: "PeerAuthentication";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly mtls: { readonly mode: "STRICT" };
    readonly portLevelMtls?: Readonly<Record<string, { readonly mode: "PERMISSIVE" }>>;
  };
}

const peerAuthentication = (
  metadata: PeerAuthentication["metadata"],
  spec: Omit<PeerAuthentication["spec"], "mtls"> = {},
): PeerAuthentication => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata,
  spec: { ...spec, mtls: { mode: "STRICT" } },
});

/** For the whole mesh: only proxies of the mesh are let in, each with its certificate. */
export const strictMesh = (): PeerAuthentication =>
  peerAuthentication({ name: "default", namespace: platformNamespaces.istio });

/**
 * The exceptions of a tenant: the ports at which some row has a caller who proves nothing. Who may reach
 * them is still for NetworkPolicies to say.
 */
export const peerAuthentications = (
  namespace: string,
  rows: readonly Flow[],
): PeerAuthentication[] =>
  proxied(namespace, rows).flatMap(({ name, labels, callers }) => {
    const plain = callers.flatMap(({ principal, ports }) => (principal ? [] : ports));
    if (plain.length === 0) return [];
    const portLevelMtls = Object.fromEntries(
      plain.map((port) => [String(port), { mode: "PERMISSIVE" } as const]),
    );
    const selector = { matchLabels: labels };
    return [peerAuthentication({ name, namespace }, { selector, portLevelMtls })];
  });
