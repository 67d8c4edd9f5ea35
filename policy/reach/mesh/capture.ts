import { AddressSet } from "../sets/address-set";
import type { Protocol } from "../sets/port-set";
import type { Workload } from "../workload";
import { allOf, answerOf, anyOf, not, type Answer } from "./answer";
import type { Mesh } from "./mesh";

// Of the proxy itself; never led through it (istio's tools/istio-iptables, and the injection template).
const ownPorts = new Set([15008, 15020, 15021, 15090]);

type Settled = Pick<Mesh, "settings">;

/** Whether what comes in at a port of a meshed pod passes its proxy, where identity and rules are looked at. */
export function capturesInbound(
  workload: Workload,
  protocol: Protocol,
  port: number,
  mesh: Settled,
): Answer {
  if (protocol !== "TCP" || ownPorts.has(port) || isUncaptured(workload)) return "no";
  const said = reader(workload, mesh);
  const included = said("includeInboundPorts") ?? "*";
  const excluded = portsIn(said("excludeInboundPorts"));
  return answerOf((included === "*" || portsIn(included).has(port)) && !excluded.has(port));
}

/**
 * Whether what goes out of a meshed pod passes its proxy.
 * @param to undefined for pods, whose addresses nobody knows before they run
 */
export function capturesOutbound(
  workload: Workload,
  protocol: Protocol,
  port: number,
  to: AddressSet | undefined,
  mesh: Settled,
): Answer {
  if (protocol !== "TCP" || isUncaptured(workload)) return "no";
  const said = reader(workload, mesh);
  if (portsIn(said("excludeOutboundPorts")).has(port)) return "no";
  const included = said("includeOutboundIPRanges", "includeIPRanges") ?? "*";
  return allOf([
    not(meets(to, said("excludeOutboundIPRanges", "excludeIPRanges") ?? "")),
    anyOf([
      included === "*" ? "yes" : meets(to, included),
      answerOf(portsIn(said("includeOutboundPorts")).has(port)),
    ]),
  ]);
}

const isUncaptured = ({ annotations }: Workload): boolean =>
  annotations["sidecar.istio.io/interceptionMode"] === "NONE";

/** The pod's annotation, or what the injector's values say of every pod; the two spell some names differently. */
const reader =
  ({ annotations }: Workload, { settings: { capture } }: Settled) =>
  (name: string, value = name): string | undefined => {
    const general = capture[value];
    return (
      annotations[`traffic.sidecar.istio.io/${name}`] ??
      (typeof general === "string" ? general : undefined)
    );
  };

const listed = (text = ""): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const portsIn = (text: string | undefined): Set<number> => new Set(listed(text).map(Number));

/** Whether addresses lie in blocks; a part of them, or a block that is none, may be any. */
function meets(addresses: AddressSet | undefined, blocks: string): Answer {
  const parts = listed(blocks);
  if (parts.length === 0) return "no";
  if (addresses === undefined) return "maybe";
  let all = AddressSet.none;
  try {
    for (const part of parts) all = all.union(AddressSet.parse(part));
  } catch {
    return "maybe";
  }
  if (all.contains(addresses)) return "yes";
  return all.intersect(addresses).isEmpty ? "no" : "maybe";
}
