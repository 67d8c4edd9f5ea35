import type { Raw } from "../../attack";
import type { Random } from "../../random";
import { newName } from "./names";
import { serving } from "./places";
import type { Made } from "./change";
import { way } from "./way";

export const part = (name: string) => ({ matchLabels: { "app.kubernetes.io/name": name } });
export const namespaceOf = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
export const DNS_PODS = { podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
export const DNS_PORTS = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
export const STORE = {
  ...namespaceOf("model-store"),
  podSelector: { matchLabels: { app: "minio" } },
};
export const block = (cidr: string, ...except: string[]) => ({
  ipBlock: { cidr, ...(except.length > 0 && { except }) },
});
export const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** Ports that somebody who wants out may ask for. */
export const SOME_PORTS = [tcp(443), tcp(80), tcp(9000), tcp(443, 8443), DNS_PORTS];

export const policy = (home: string, name: string, spec: object): Raw => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: home },
  spec,
});

/** One more policy that lets out; on its own, or with what somebody may take for a denial. */
export function lettingOut(random: Random, home: string, egress: readonly object[]): Raw {
  const podSelector = random.pick([
    part("seldon-server"),
    part("seldon-server"),
    {
      matchExpressions: [
        { key: "app.kubernetes.io/name", operator: "In", values: ["seldon-server"] },
      ],
    },
    {},
  ]);
  return policy(home, newName(random), {
    podSelector,
    policyTypes: random.pick([["Egress"], ["Ingress", "Egress"]]),
    egress: random.shuffle(egress),
  });
}

/** One more policy that lets somebody in to a tenant's envoy. */
export const lettingIn = (random: Random, home: string, ingress: readonly object[]): Raw =>
  policy(home, newName(random), {
    podSelector: part("seldon-envoy"),
    policyTypes: ["Ingress"],
    ingress: random.shuffle(ingress),
  });

type Rules = (random: Random, stack: readonly Raw[], home: string) => readonly object[];

const policyWay =
  (rule: string, write: typeof lettingOut) => (number: number, title: string, rules: Rules) =>
    way(number, rule, title, (random, stack): Made => {
      const home = random.pick(serving(stack));
      const more = write(random, home, rules(random, stack, home));
      return { what: JSON.stringify(more), change: { objects: [...stack, more], touched: [more] } };
    });

/** A way that is one more policy which lets out what the site does not list. */
export const outWay = policyWay("nothing-leaves", lettingOut);

/** A way that is one more policy which lets in whom the site does not name. */
export const inWay = policyWay("tenants-do-not-meet", lettingIn);

/** The same that anybody can pass by taking a label. */
export const forgedWay = policyWay("nothing-is-forgeable", lettingIn);
