import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import { podsInWords } from "./grouped";
import { isGateway, isPart } from "./labels";
import type { Leak } from "./leak";
import { peersOf, titleOfRule, type Opened } from "./openings";
import { ownedBy, ownerOf } from "./places";
import { podsIn } from "./stand-ins";
import type { View } from "./view";
import { doorOf } from "./way-in";
import { tcp, wayOut } from "./way-out";

/** A way between two namespaces that is open too much, by the rule that lets it in. */
interface Path {
  readonly leak: Leak;
  readonly what: string;
  readonly rules: readonly string[];
}

/** All ways between a tenant and another tenant or the platform, less what the platform is made of. */
export function paths(view: View): Path[] {
  const judged = ownedBy(view, "platform", "tenant").flatMap((name) => podsIn(view, name));
  const callers = view.most.callers(judged);
  const targets = inNamespaces(
    judged.map((pod, place) => ({
      pod,
      namespace: pod.namespace,
      // Where no policy holds a pod, that is told apart.
      sources: view.most.isolated(pod, "ingress").length > 0 ? () => callers(place) : () => [],
    })),
  );
  const isTenant = (name: string) => ownerOf(view, name) === "tenant";
  return [...targets].flatMap(([home, pods]) => {
    const called = pods.map(({ pod, sources }) => ({
      pod,
      sources: inNamespaces(sources().flatMap((place) => judged[place] ?? [])),
    }));
    return [...targets.keys()]
      .filter((other) => other !== home && (isTenant(home) || isTenant(other)))
      .flatMap((other) =>
        called.flatMap(({ pod, sources }) => {
          const from = sources.get(other);
          return from === undefined ? [] : pathsTo(view, pod, from);
        }),
      );
  });
}

function inNamespaces<T extends { readonly namespace: string }>(
  pods: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const pod of pods) {
    const known = found.get(pod.namespace);
    if (known === undefined) found.set(pod.namespace, [pod]);
    else known.push(pod);
  }
  return found;
}

/** What the pods of one namespace reach of a pod, told once for each peer and set of ports. */
function pathsTo(view: View, to: Workload, sources: readonly Workload[]): Path[] {
  const found = new Map<
    string,
    { opened: Opened; excess: PortSet; from: [Workload, ...Workload[]] }
  >();
  // A pod of a node's network is that node: what a node may do no policy says.
  for (const from of sources.filter(({ hostNetwork }) => !hostNetwork)) {
    const excess = tooMuch(view, from, to);
    const opened = excess.isEmpty ? undefined : openerOf(view, from, to);
    if (opened === undefined) continue;
    const key = `${opened.policy.name} ${opened.rule.path} ${excess.key}`;
    const group = found.get(key);
    if (group) group.from.push(from);
    else found.set(key, { opened, excess, from: [from] });
  }
  return [...found.values()].map(({ opened, excess, from: [from, ...more] }) => ({
    leak: { view, pod: to, opened, excess },
    what: `be reached by ${podsInWords([from, ...more])} on ${excess.toString()}`,
    rules: view.most.rules(from, to).map(titleOfRule),
  }));
}

function tooMuch(view: View, from: Workload, to: Workload): PortSet {
  const most = view.most.between(from, to).minus(needed(view, from, to));
  if (most.isEmpty) return most;
  // The site itself lets this pod call the address, and lets callers of that address in.
  const asCaller = wayOut(view, from)
    .addresses.reduce((all, { ports }) => all.union(ports), PortSet.none)
    .intersect(ownerOf(view, to.namespace) === "platform" ? doorOf(view, to) : PortSet.none);
  return most.minus(asCaller.minus(view.least.between(from, to)));
}

/** What Seldon and Istio are made of, and nothing else. */
function needed(view: View, from: Workload, to: Workload): PortSet {
  if (ownerOf(view, from.namespace) === "tenant")
    return ownerOf(view, to.namespace) === "platform" && isPart(to, "istiod")
      ? tcp(15012)
      : PortSet.none;
  if (isPart(from, "controller") && isPart(to, "scheduler")) return tcp(9004, 9044);
  return isGateway(from) && isPart(to, "envoy") ? tcp(9000) : PortSet.none;
}

/**
 * The peer that lets one pod in to another, one that selects it rather than a block; undefined where no policy
 * holds the other, which is told apart.
 */
function openerOf(view: View, from: Workload, to: Workload): Opened | undefined {
  const admitting = view.most
    .rules(from, to)
    .filter(({ direction }) => direction === "ingress")
    .flatMap(({ policy }) => peersOf(policy))
    .filter(({ direction }) => direction === "ingress");
  const labels = view.cluster.namespaces.get(from.namespace) ?? {};
  const selecting = admitting.find(
    ({ peer }) =>
      peer !== "everyone" &&
      !("block" in peer) &&
      peer.namespaceSelector?.matches(labels) === true &&
      peer.podSelector?.matches(from.labels) !== false,
  );
  return (
    selecting ??
    admitting.find(({ peer }) => peer === "everyone" || "block" in peer) ??
    admitting[0]
  );
}
