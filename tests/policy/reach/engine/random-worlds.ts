import fc from "fast-check";

import type { Pod, World } from "./naive";
import type { RawBlock, RawPeer, RawPolicy, RawPort, RawSelector } from "./raw-policy";

/** A world and the pods in it; some are strangers, which the set of objects does not hold. */
export interface Random {
  readonly world: World;
  readonly pods: readonly (Pod & { readonly isKnown: boolean })[];
}

// Few words, so that selectors and labels often meet.
const NAMESPACES = ["a", "b"];
const PORT_NAMES = ["http", "dns"];
export const PORTS = [1, 80, 81, 8080, 65535];

/** Blocks in blocks, to the ends of both families, and what is strictly inside of each. */
export const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  "0.0.0.0/0": ["0.0.0.0/1", "10.0.0.0/8", "10.1.2.3/32", "255.255.255.255/32"],
  "0.0.0.0/1": ["10.0.0.0/8", "127.0.0.0/8"],
  "128.0.0.0/1": ["192.168.0.0/16", "255.255.255.255/32"],
  "10.0.0.0/8": ["10.0.0.0/16", "10.1.0.0/16", "10.1.2.0/24", "10.255.255.255/32"],
  "10.1.0.0/16": ["10.1.2.0/24", "10.1.2.3/32", "10.1.0.0/17"],
  "10.1.2.0/24": ["10.1.2.0/25", "10.1.2.128/25", "10.1.2.3/32"],
  "10.1.2.3/32": [],
  "::/0": ["::/1", "2001:db8::/32", "::1/128"],
  "8000::/1": ["fd00::/8", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"],
  "2001:db8::/32": ["2001:db8:0:1::/64", "2001:db8:8000::/33"],
  "2001:db8:0:1::/64": ["2001:db8:0:1::/65", "2001:db8:0:1::7/128"],
  "fd00::/8": ["fd00::1/128"],
};

const protocol = fc.constantFrom("TCP", "TCP", "UDP", "SCTP");
const anyPort = fc.constantFrom(...PORTS);
const namespace = fc.constantFrom(...NAMESPACES);
const labels = fc.record(
  { app: fc.constantFrom("x", "y"), tier: fc.constantFrom("1", "2") },
  { requiredKeys: [] },
);

const key = fc.constantFrom("app", "app", "tier", "kubernetes.io/metadata.name");
const values = fc.subarray(["x", "y", "1", "a", "b"], { minLength: 1 });
const expression = fc.oneof(
  fc.record({ key, operator: fc.constantFrom("In" as const, "NotIn" as const), values }),
  fc.record({ key, operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const) }),
);

const selector: fc.Arbitrary<RawSelector> = fc.oneof(
  fc.constant({}),
  fc.record(
    { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
    { requiredKeys: [] },
  ),
  fc.record({ matchExpressions: fc.tuple(expression) }),
  namespace.map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
);

const block: fc.Arbitrary<RawBlock> = fc
  .constantFrom(...Object.entries(BLOCKS))
  .chain(([cidr, inner]) =>
    fc.record(
      { cidr: fc.constant(cidr), except: fc.subarray([...inner]) },
      { requiredKeys: ["cidr"] },
    ),
  );

const peer: fc.Arbitrary<RawPeer> = fc.oneof(
  fc.record({ ipBlock: block }),
  fc.record({ ipBlock: block }),
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
);

const port: fc.Arbitrary<RawPort> = fc.oneof(
  fc.record({ protocol, port: anyPort }, { requiredKeys: [] }),
  fc.record({ protocol, port: fc.constantFrom(...PORT_NAMES) }, { requiredKeys: ["port"] }),
  fc.tuple(protocol, anyPort, anyPort).map(([name, x, y]) => ({
    protocol: name,
    port: Math.min(x, y),
    endPort: Math.max(x, y),
  })),
);

const peers = fc.option(fc.array(peer, { maxLength: 3 }), { nil: undefined, freq: 6 });
const ports = fc.option(fc.array(port, { maxLength: 3 }), { freq: 4 });

const policy: fc.Arbitrary<RawPolicy> = fc
  .record({
    namespace,
    spec: fc.record(
      {
        podSelector: selector,
        policyTypes: fc.subarray(["Ingress", "Egress"]),
        ingress: fc.array(fc.record({ from: peers, ports }, { requiredKeys: ["from"] }), {
          maxLength: 2,
        }),
        egress: fc.array(fc.record({ to: peers, ports }, { requiredKeys: ["to"] }), {
          maxLength: 2,
        }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ namespace: home, spec }) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "any", namespace: home },
    spec,
  }));

const pod = fc.record({
  // One that no object speaks of, beside those that are known.
  namespace: fc.constantFrom(...NAMESPACES, "elsewhere"),
  labels,
  hostNetwork: fc.nat(5).map((n) => n === 0),
  ports: fc.array(
    fc.record({
      name: fc.constantFrom(...PORT_NAMES, undefined),
      port: anyPort,
      protocol: fc.constantFrom("TCP" as const, "UDP" as const, "SCTP" as const),
    }),
    { maxLength: 3 },
  ),
  isKnown: fc.nat(3).map((n) => n > 0),
});

export const random: fc.Arbitrary<Random> = fc
  .record({
    teams: fc.tuple(labels, labels),
    pods: fc.array(pod, { minLength: 2, maxLength: 4 }),
    policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
    reading: fc.constantFrom("least" as const, "most" as const),
    podBlocks: fc.option(fc.subarray(["10.1.2.0/25", "2001:db8:0:1::/64"]), { nil: undefined }),
  })
  .map(({ teams, pods, policies, reading, podBlocks }) => {
    const names = [...NAMESPACES, "elsewhere"].map((name, index): [string, object] => [
      name,
      { ...teams[index], "kubernetes.io/metadata.name": name },
    ]);
    const namespaces = Object.fromEntries(names) as World["namespaces"];
    return { world: { namespaces, policies, reading, pods: podBlocks }, pods };
  });
