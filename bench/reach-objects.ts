import type { KubernetesObject } from "../policy/kubernetes-object";

/**
 * A set as large as wanted, the same each time: every pod has labels that no other has, among those that many
 * have, and policies use all that the API offers.
 */
export function madeUpObjects(
  pods: number,
  policies: number,
  podsPerNamespace: number,
): KubernetesObject[] {
  const next = dice(20261121);
  const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
  const places = Array.from(
    { length: Math.ceil(pods / podsPerNamespace) },
    (_, index) => `team-${index}`,
  );
  return [
    ...places.map((name) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { team: `team-${next(12)}`, zone: pick(["a", "b"]) } },
    })),
    ...Array.from({ length: pods }, (_, index) => pod(index, pick(places), next)),
    ...Array.from({ length: policies }, (_, index) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: `policy-${index}`, namespace: pick(places) },
      spec: {
        podSelector: pick([{}, podSelector(next), podSelector(next)]),
        policyTypes: pick([["Ingress"], ["Egress"], ["Ingress", "Egress"], ["Ingress", "Egress"]]),
        ingress: rules("from", places, next),
        egress: rules("to", places, next),
      },
    })),
  ];
}

type Dice = (sides: number) => number;

/** Mulberry32: small, and the same on every machine. */
function dice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function pod(index: number, namespace: string, next: Dice): KubernetesObject {
  const name = `pod-${index}`;
  const labels = {
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/name": `app-${next(40)}`,
    tier: `tier-${next(5)}`,
    revision: `r${next(1000)}`,
    ...(next(3) === 0 && { exposed: "yes" }),
  };
  const ports = [
    { name: "http", containerPort: 8000 + next(10) },
    { name: "metrics", containerPort: 9000 + next(3) },
  ];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: { hostNetwork: next(100) === 0, containers: [{ name: "main", image: "x", ports }] },
  };
}

function podSelector(next: Dice) {
  const variants = [
    { matchLabels: { "app.kubernetes.io/name": `app-${next(40)}` } },
    { matchLabels: { tier: `tier-${next(5)}` } },
    { matchExpressions: [{ key: "tier", operator: "NotIn", values: [`tier-${next(5)}`] }] },
    { matchExpressions: [{ key: "exposed", operator: "Exists" }] },
    { matchExpressions: [{ key: "revision", operator: "In", values: [`r${next(1000)}`] }] },
    {
      matchLabels: { tier: `tier-${next(5)}` },
      matchExpressions: [{ key: "exposed", operator: "DoesNotExist" }],
    },
  ];
  return variants[next(variants.length)];
}

function rules(side: "from" | "to", namespaces: readonly string[], next: Dice) {
  return Array.from({ length: next(4) }, () => ({
    [side]: Array.from({ length: 1 + next(3) }, () => peer(namespaces, next)),
    ports: Array.from({ length: next(4) }, () => port(next)),
  }));
}

function peer(namespaces: readonly string[], next: Dice) {
  const byName = {
    matchLabels: { "kubernetes.io/metadata.name": namespaces[next(namespaces.length)] },
  };
  const variants = [
    { podSelector: podSelector(next) },
    { namespaceSelector: byName, podSelector: podSelector(next) },
    { namespaceSelector: byName },
    { namespaceSelector: { matchLabels: { team: `team-${next(12)}` } } },
    { namespaceSelector: {}, podSelector: podSelector(next) },
    { ipBlock: { cidr: `10.${next(256)}.${next(256)}.0/24` } },
    { ipBlock: { cidr: `10.${next(256)}.0.0/16`, except: [] } },
    { ipBlock: { cidr: `2001:db8:${next(4096).toString(16)}::/48` } },
  ];
  return variants[next(variants.length)];
}

function port(next: Dice) {
  const first = 1 + next(9000);
  const variants = [
    { port: 80 },
    { port: 443, protocol: "TCP" },
    { port: 53, protocol: "UDP" },
    { port: "http" },
    { port: first, endPort: first + next(100) },
    { port: first },
  ];
  return variants[next(variants.length)];
}
