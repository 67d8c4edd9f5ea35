import { AddressSet } from "../reach/sets/address-set";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { SiteDestination } from "../site/network";
import { isGateway, isPart } from "./labels";
import { isServing, ownerOf } from "./places";
import { blocks, type View } from "./view";

/** Addresses, and the ports that are open at each of them. */
export interface Opening {
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

/** Pods of a namespace that others own: those with these labels, or all. */
export interface Quarter {
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly ports: PortSet;
}

/** What one pod may talk to beyond the namespaces that are judged; the same shape serves who may talk to it. */
export interface Allowed {
  readonly addresses: readonly Opening[];
  readonly pods: readonly Quarter[];
}

/** @throws RangeError for no port */
export const tcp = (...ports: readonly number[]): PortSet =>
  ports.reduce((all, port) => all.union(PortSet.of("TCP", port, port)), PortSet.none);

const DNS = tcp(53).union(PortSet.of("UDP", 53, 53));

/** All that the site lets this pod call. @throws InvalidAddress for a bad block of the site */
export function wayOut(view: View, pod: Workload): Allowed {
  const { apiServer, dns, ingress, destinations } = view.site;
  const named = destinations.filter((destination) => mayUse(view, pod, destination));
  const addresses = [
    { addresses: blocks(dns.nodeLocal), ports: DNS },
    ...(mayAskApiServer(view, pod)
      ? [{ addresses: blocks(apiServer.cidrs), ports: tcp(apiServer.port) }]
      : []),
    ...named.flatMap(({ to, ports }) =>
      "cidrs" in to ? [{ addresses: blocks(to.cidrs), ports: tcp(...ports) }] : [],
    ),
  ];
  const pods = [
    { namespace: dns.namespace, podLabels: dns.podLabels, ports: DNS },
    ...named.flatMap(({ to, ports }) =>
      "cidrs" in to
        ? []
        : [{ namespace: to.namespace, podLabels: to.podLabels ?? {}, ports: tcp(...ports) }],
    ),
    // Before it orders, it asks at the door whether the answer is there.
    ...(ingress !== undefined && isCertManager(view, pod)
      ? [{ namespace: ingress, podLabels: {}, ports: tcp(80, 443) }]
      : []),
  ];
  return { addresses, pods };
}

/** A gateway hands calls on, and a team's own pods have no business there; all others read what they serve. */
export const mayAskApiServer = (view: View, pod: Workload): boolean => {
  const owner = ownerOf(view, pod.namespace);
  return owner === "platform" ? !isGateway(pod) : isServing(view, pod.namespace);
};

const isCertManager = (view: View, pod: Workload): boolean =>
  ownerOf(view, pod.namespace) === "platform" && isPart(pod, "certManager");

/** Which pods each word of the site allows. */
function mayUse(view: View, pod: Workload, { for: word, tenants }: SiteDestination): boolean {
  if (word === "certificates") return isCertManager(view, pod);
  if (ownerOf(view, pod.namespace) !== "tenant") return false;
  if (tenants?.includes(pod.namespace) === false) return false;
  // Teams make the pods of a training namespace, so their labels prove nothing.
  if (!isServing(view, pod.namespace)) return word === "models";
  switch (word) {
    case "models":
      return isPart(pod, "server");
    case "pipelines":
      return isPart(pod, "modelGateway", "pipelineGateway", "dataflow");
    case "traces":
      return isPart(pod, "scheduler", "server", "modelGateway", "pipelineGateway", "dataflow");
    case "usage":
      return isPart(pod, "hodometer");
  }
}

/** What is left of some openings when others are taken away. */
export const beyond = (open: readonly Opening[], allowed: readonly Opening[]): Opening[] =>
  allowed.reduce<Opening[]>((left, each) => left.flatMap((part) => without(part, each)), [...open]);

function without(part: Opening, { addresses, ports }: Opening): Opening[] {
  if (part.ports.intersect(ports).isEmpty) return [part];
  return [
    { addresses: part.addresses.minus(addresses), ports: part.ports },
    { addresses: part.addresses.intersect(addresses), ports: part.ports.minus(ports) },
  ].filter((left) => !left.addresses.isEmpty && !left.ports.isEmpty);
}
