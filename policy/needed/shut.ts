import { AddressSet } from "../reach/sets/address-set";
import { passage, type Passage } from "../reach/mesh/call";
import type { Mesh } from "../reach/mesh/mesh";
import { PortSet } from "../reach/sets/port-set";
import type { Reachability } from "../reach/reachability";
import { isPods, type Need, type NeededPort, type Way } from "./need";

/** Why a way is shut. */
export interface Shut {
  readonly way: Way;
  /** Those that NetworkPolicies do not let through. */
  readonly ports: PortSet;
  /** What the proxies at both ends have against it. */
  readonly reasons: readonly string[];
  /** Nothing is known against it, and nothing for certain for it either. */
  readonly maybe: boolean;
}

/** Undefined where a way of the need is open; else what shuts the one that is nearest to it. */
export function shutness(
  need: Need,
  least: Reachability,
  mesh: Mesh,
): Shut | "nowhere" | undefined {
  const shut: Shut[] = [];
  for (const way of need.ways) {
    const found = shutWay(way, least, mesh);
    if (found === undefined) return undefined;
    shut.push(found);
  }
  const [nearest] = shut.sort((one, other) => distance(one) - distance(other));
  return nearest ?? "nowhere";
}

/** A way that only proxies shut is nearer than one that NetworkPolicies shut. */
const distance = ({ ports, maybe }: Shut): number => (ports.isEmpty ? 0 : 2) + (maybe ? 0 : 1);

function shutWay(way: Way, least: Reachability, mesh: Mesh): Shut | undefined {
  const closed = way.ports.filter((port) => !isOpen(way, setOf(port), least));
  const passages = way.ports.map((port) => passageOf(way, port, mesh));
  const isPassed = ({ answer }: Passage) => answer === "yes";
  const isMet = way.some
    ? way.ports.some((port, index) => {
        const answer = passages[index];
        return !closed.includes(port) && answer !== undefined && isPassed(answer);
      })
    : closed.length === 0 && passages.every(isPassed);
  if (isMet) return undefined;
  return {
    way,
    ports: closed.map(setOf).reduce((all, port) => all.union(port), PortSet.none),
    reasons: [...new Set(passages.flatMap(({ reasons }) => reasons))],
    maybe: closed.length === 0 && passages.every(({ answer }) => answer !== "no"),
  };
}

const setOf = ({ protocol, port }: NeededPort): PortSet => PortSet.of(protocol, port);

/** By NetworkPolicies alone. Addresses must all be open, or one of them where the way says so. */
function isOpen({ from, to, some }: Way, port: PortSet, least: Reachability): boolean {
  if (isPods(from) && isPods(to)) return least.between(from, to).contains(port);
  const [pods, addresses] = isPods(from) ? [from, to] : [to, from];
  if (!isPods(pods) || isPods(addresses)) return false;
  const parts = isPods(from) ? least.outbound(pods) : least.inbound(pods);
  const open = parts
    .filter(({ ports }) => ports.contains(port))
    .reduce((all, part) => all.union(part.addresses), AddressSet.none);
  return some ? !open.intersect(addresses).isEmpty : open.contains(addresses);
}

const passageOf = (way: Way, { protocol, port }: NeededPort, mesh: Mesh): Passage => {
  const { from, to, byAddress, service, hosts = [] } = way;
  return passage(
    {
      from,
      to,
      protocol,
      port,
      hosts,
      byService: byAddress !== true && (isPods(to) || service !== undefined),
      ...(service !== undefined && { serviceNamespace: service }),
    },
    mesh,
  );
};
