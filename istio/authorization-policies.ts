import type { Flow } from "../network/flow";
import { platformNamespaces } from "../schema/namespaces";
import { proxied, type Proxied } from "./proxied";

interface Rule {
  readonly from?: readonly [{ readonly source: { readonly principals: readonly string[] } }];
  readonly to: readonly [{ readonly operation: { readonly ports: readonly string[] } }];
}

/** Istio's AuthorizationPolicy: whom the proxy beside a pod lets to it, by the names of the mesh. */
export interface AuthorizationPolicy {
  readonly apiVersion: "security.istio.io/v1";
  readonly kind: "AuthorizationPolicy";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly action?: "ALLOW";
    readonly rules?: readonly Rule[];
  };
}

const authorizationPolicy = (
  metadata: AuthorizationPolicy["metadata"],
  spec: AuthorizationPolicy["spec"],
): AuthorizationPolicy => ({
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata,
  spec,
});

/** For the whole mesh: a policy without a rule allows nothing, and others only add to it. */
export const closedMesh = (): AuthorizationPolicy =>
  authorizationPolicy({ name: "default-deny", namespace: platformNamespaces.istio }, {});

/** What the pods of a namespace let in, for each group of them that somebody calls. */
export const authorizationPolicies = (
  namespace: string,
  rows: readonly Flow[],
): AuthorizationPolicy[] =>
  proxied(namespace, rows).map(({ name, labels, callers }) =>
    authorizationPolicy(
      { name, namespace },
      { selector: { matchLabels: labels }, action: "ALLOW", rules: rulesOf(callers) },
    ),
  );

/**
 * One rule for all who prove who they are at the same ports. Who is not in the mesh has no name there, so
 * its rule is of ports alone: who comes as far as that, NetworkPolicies say.
 */
function rulesOf(callers: Proxied["callers"]): Rule[] {
  const rules = new Map<string, { ports: readonly number[]; principals: Set<string> }>();
  for (const { principal, ports } of callers) {
    const key = JSON.stringify([principal !== undefined, ports]);
    const rule = rules.get(key) ?? { ports, principals: new Set() };
    rules.set(key, rule);
    if (principal !== undefined) rule.principals.add(principal);
  }
  return [...rules.values()].map(({ ports, principals }) => ({
    ...(principals.size > 0 && { from: [{ source: { principals: [...principals].sort() } }] }),
    to: [{ operation: { ports: ports.map(String) } }],
  }));
}
