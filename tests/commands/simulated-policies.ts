import type { Manifest, PolicyPeer, PolicyPort } from "../../commands/preflight/manifest";

/** A pod as policies see it. */
export interface PolicyPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
}

/** What a network plugin may get wrong. */
export type Flaw =
  | "enforces nothing"
  | "enforces no egress"
  | "enforces no ingress"
  | "ignores endPort"
  | "ignores names of ports"
  | "ignores protocols"
  | "ignores labels of pods"
  | "ignores namespaces"
  | "blocks match no pods"
  | "lets IPv6 through";

interface Spec {
  readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Rule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}
interface Call {
  readonly from: PolicyPod;
  readonly to: PolicyPod;
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
}

/** Whether a call gets through; a second reading of the probe's policies, with one flaw where wanted. */
export function isLetThrough(policies: readonly Manifest[], call: Call, flaw?: Flaw): boolean {
  if (flaw === "enforces nothing") return true;
  if (flaw === "lets IPv6 through" && call.host.includes(":")) return true;
  const passes = (direction: "ingress" | "egress"): boolean => {
    const [own, other] = direction === "egress" ? [call.from, call.to] : [call.to, call.from];
    if (flaw === `enforces no ${direction}`) return true;
    const binding = policies
      .filter(({ metadata }) => metadata.namespace === own.namespace)
      .map(({ spec }) => spec as Spec)
      .filter(({ podSelector }) => carries(own, podSelector.matchLabels))
      .filter(({ policyTypes }) => policyTypes.map((t) => t.toLowerCase()).includes(direction));
    if (binding.length === 0) return true;
    return binding
      .flatMap((spec) => spec[direction] ?? [])
      .some(
        (rule) =>
          (rule.from ?? rule.to ?? []).some((peer) => isPeer(peer, other, flaw)) &&
          (rule.ports === undefined || rule.ports.some((port) => isPort(port, call, flaw))),
      );
  };
  return passes("egress") && passes("ingress");
}

const carries = (pod: PolicyPod, labels: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(labels).every(([key, value]) => pod.labels[key] === value);

function isPeer(peer: PolicyPeer, pod: PolicyPod, flaw: Flaw | undefined): boolean {
  if ("ipBlock" in peer) {
    const [network = "", bits] = peer.ipBlock.cidr.split("/");
    const isAll =
      bits === "0" && pod.addresses.some((ip) => ip.includes(":") === network.includes(":"));
    return flaw !== "blocks match no pods" && (isAll || pod.addresses.includes(network));
  }
  const wanted = peer.namespaceSelector.matchLabels["kubernetes.io/metadata.name"];
  return (
    (flaw === "ignores namespaces" || wanted === pod.namespace) &&
    (flaw === "ignores labels of pods" || carries(pod, peer.podSelector.matchLabels))
  );
}

function isPort(port: PolicyPort, call: Call, flaw: Flaw | undefined): boolean {
  if (flaw !== "ignores protocols" && port.protocol !== call.protocol) return false;
  if (typeof port.port === "string")
    return flaw !== "ignores names of ports" && port.port === "second" && call.port === 8002;
  const last = flaw === "ignores endPort" ? port.port : (port.endPort ?? port.port);
  return call.port >= port.port && call.port <= last;
}
