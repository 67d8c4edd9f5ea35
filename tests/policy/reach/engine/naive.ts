// NetworkPolicies by the text of their API, one connection at a time, over the raw objects. It shares nothing
// with the prover but the objects.
import { covers, overlaps } from "./naive-addresses";
import type { Feature, RawPeer, RawPolicy, RawPort, RawRule, RawSelector } from "./raw-policy";

export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostNetwork: boolean;
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly port: number;
    readonly protocol: "TCP" | "UDP" | "SCTP";
  }[];
}

/** A pod, or the text of an address outside. */
export type End = Pod | string;

export interface World {
  /** Labels by name. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly policies: readonly RawPolicy[];
  /** "most": blocks and selectors also stand for what a plugin may take them for. */
  readonly reading: "least" | "most";
  /** Blocks that pods are in; anywhere where it is absent. */
  readonly pods: readonly string[] | undefined;
}

export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly protocol: string;
  readonly port: number;
}

type Touch = (feature: Feature) => void;

/** Whether the connection can be opened; `touch` hears of each part of the API that had a say. */
export function isOpen(world: World, connection: Connection, touch: Touch): boolean {
  const { from, to, protocol } = connection;
  touch(protocol as Feature);
  const out = typeof from === "string" || passes(world, "Egress", from, to, connection, touch);
  const into = typeof to === "string" || passes(world, "Ingress", to, from, connection, touch);
  return out && into;
}

function passes(
  world: World,
  type: "Ingress" | "Egress",
  subject: Pod,
  other: End,
  connection: Connection,
  touch: Touch,
): boolean {
  if (subject.hostNetwork) {
    touch("host network, bound by nothing");
    return true;
  }
  const isolating = world.policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === subject.namespace &&
      selects(spec.podSelector ?? {}, subject.labels, touch) &&
      typesOf(spec, touch).includes(type),
  );
  if (isolating.length === 0) return true;
  for (const { metadata, spec } of isolating)
    for (const rule of (type === "Ingress" ? spec.ingress : spec.egress) ?? []) {
      const home = metadata.namespace;
      if (
        listsPeer(world, type === "Ingress" ? rule.from : rule.to, home, other, touch) &&
        listsPort(rule, connection, touch)
      )
        return true;
    }
  return false;
}

function typesOf(spec: RawPolicy["spec"], touch: Touch): readonly string[] {
  if (spec.policyTypes?.length) return spec.policyTypes;
  touch("policyTypes by default");
  return spec.egress?.length ? ["Ingress", "Egress"] : ["Ingress"];
}

function listsPeer(
  world: World,
  peers: readonly RawPeer[] | null | undefined,
  home: string,
  other: End,
  touch: Touch,
): boolean {
  if (!peers || peers.length === 0) {
    touch(peers ? "an empty list of peers" : "no list of peers");
    return true;
  }
  return peers.some((peer) => isPeer(world, peer, home, other, touch));
}

function isPeer(world: World, peer: RawPeer, home: string, other: End, touch: Touch): boolean {
  if (peer.ipBlock) {
    if (typeof other === "string") return covers(peer.ipBlock, other, touch);
    if (world.reading === "least") return false;
    touch("a block that may hold pods");
    const where = other.hostNetwork ? undefined : world.pods;
    return overlaps(peer.ipBlock, where ?? ["0.0.0.0/0", "::/0"]);
  }
  if (typeof other === "string") return false;
  if (other.hostNetwork) {
    touch("host network, as a peer");
    if (world.reading === "least") return false;
  }
  if (peer.namespaceSelector && peer.podSelector) touch("both selectors in one peer");
  const inNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, world.namespaces[other.namespace] ?? {}, touch)
    : other.namespace === home;
  return inNamespace && (!peer.podSelector || selects(peer.podSelector, other.labels, touch));
}

function listsPort({ ports }: RawRule, connection: Connection, touch: Touch): boolean {
  if (!ports || ports.length === 0) {
    touch(ports ? "an empty list of ports" : "no list of ports");
    return true;
  }
  return ports.some((entry) => isPort(entry, connection, touch));
}

function isPort(entry: RawPort, { protocol, port, to }: Connection, touch: Touch): boolean {
  if ((entry.protocol ?? "TCP") !== protocol) return false;
  if (entry.port === undefined) return true;
  if (typeof entry.port === "number") {
    if (entry.endPort === undefined) return port === entry.port;
    touch("endPort");
    return port >= entry.port && port <= entry.endPort;
  }
  if (typeof to === "string") {
    touch("a named port at an address");
    return false;
  }
  touch("a named port");
  return to.ports.some(
    (named) => named.name === entry.port && named.protocol === protocol && named.port === port,
  );
}

function selects(
  { matchLabels, matchExpressions }: RawSelector,
  labels: Readonly<Record<string, string>>,
  touch: Touch,
): boolean {
  for (const [key, value] of Object.entries(matchLabels ?? {}))
    if (labels[key] !== value) return false;
  for (const { key, operator, values } of matchExpressions ?? []) {
    touch(operator);
    const value = labels[key];
    if (operator === "In" && (value === undefined || !values?.includes(value))) return false;
    if (operator === "NotIn" && value !== undefined && values?.includes(value)) return false;
    if (operator === "Exists" && value === undefined) return false;
    if (operator === "DoesNotExist" && value !== undefined) return false;
  }
  return true;
}
