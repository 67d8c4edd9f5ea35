import type { Direction } from "../reach/policies/network-policy";
import { PortSet } from "../reach/sets/port-set";
import { titleOf, type Workload } from "../reach/workload";
import { isBoundBy } from "./cause-of-pods";
import { inWords } from "./grouped";
import type { Leak } from "./leak";
import { addressesOf, mostPortsOf, numbersOf, openedTo, type Opened } from "./openings";
import { namespacesOf, ownerOf } from "./places";
import type { Breach } from "./verdict";
import type { View } from "./view";
import { wayIn } from "./way-in";
import { beyond, wayOut, type Allowed } from "./way-out";

/** A leak to or from a place of others, and who is there: `the pods of namespace x`. */
interface Stray {
  readonly leak: Leak;
  readonly place: string;
}

/** All that the policies open to a pod beyond what the site names; the namespaces that are judged are left out. */
export function beyondSite(view: View, pod: Workload, direction: Direction): Stray[] {
  const allowed = direction === "egress" ? wayOut(view, pod) : wayIn(view, pod);
  return openedTo(view, pod, direction).flatMap((opened) =>
    strays(view, opened, allowed).map(({ excess, place }) => ({
      leak: { view, pod, opened, excess },
      place,
    })),
  );
}

function strays(view: View, opened: Opened, allowed: Allowed) {
  const { peer, rule, policy } = opened;
  const addresses = addressesOf(opened);
  if (addresses !== undefined) {
    const excess = beyond([{ addresses, ports: numbersOf(rule) }], allowed.addresses);
    return excess.length === 0 ? [] : [{ excess, place: "" }];
  }
  if (peer === "everyone" || "block" in peer) return [];
  const names = namespacesOf(peer, policy.namespace);
  const ports = mostPortsOf(rule);
  if (names === undefined) return [{ excess: ports, place: "pods of any namespace so labelled" }];
  return names
    .filter((name) => !["platform", "tenant"].includes(ownerOf(view, name)))
    .map((name) => ({
      excess: ports.minus(openAt(name, peer, allowed)),
      place: `pods of namespace ${name}`,
    }))
    .filter(({ excess }) => !excess.isEmpty);
}

/** The ports at a peer's pods of a namespace that are allowed, whichever of them it selects. */
const openAt = (name: string, peer: Parameters<typeof isBoundBy>[0], { pods }: Allowed): PortSet =>
  pods
    .filter(({ namespace, podLabels }) => namespace === name && isBoundBy(peer, podLabels))
    .reduce((all, { ports }) => all.union(ports), PortSet.none);

/** What the prover finds open at addresses though no single rule explains it. */
export function unexplained(
  view: View,
  pod: Workload,
  direction: Direction,
  explained: number,
): Breach[] {
  const isOut = direction === "egress";
  const open = isOut ? view.most.outbound(pod) : view.most.inbound(pod);
  if (explained > 0 || open.length === 0) return [];
  const allowed = isOut ? wayOut(view, pod) : wayIn(view, pod);
  const excess = beyond(open, allowed.addresses);
  if (excess.length === 0) return [];
  return [
    {
      code: "NET-LEAK",
      object: pod.object,
      path: "",
      message: `${titleOf(pod)} ${isOut ? "reaches" : "is reached from"} ${inWords(excess)}, which the site does not list`,
      remedy: `Look at the policies of ${pod.namespace} that select it, and remove what they open.`,
    },
  ];
}
