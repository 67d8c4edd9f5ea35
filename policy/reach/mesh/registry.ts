import {
  fieldsOf,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { AddressSet } from "../sets/address-set";
import type { Workload } from "../workload";
import { allOf, anyOf, type Answer } from "./answer";
import { homeOf, inForce, type Mesh } from "./mesh";
import { selectorOf, selects } from "./selection";

/** Where a sidecar is asked to let its pod out to. */
export interface Outbound {
  readonly port: number;
  /** A Service that proxies know, and its namespace; undefined for what only an entry can make known. */
  readonly service: string | undefined;
  /** Undefined for pods, whose addresses nobody knows before they run. */
  readonly addresses: AddressSet | undefined;
  /** The names that are dialled, where they are known. */
  readonly hosts: readonly string[];
}

/** Whether the proxy of a pod lets it out: to whatever it knows, and where the mesh does not say REGISTRY_ONLY, to all. */
export function letsOut(from: Workload, outbound: Outbound, mesh: Mesh): Answer {
  const sidecar = sidecarFor(from, mesh);
  const spec = fieldsOf(sidecar?.spec);
  const mode = textOf(fieldsOf(spec.outboundTrafficPolicy).mode);
  const isStrict = mode === undefined ? mesh.settings.registryOnly : mode !== "ALLOW_ANY";
  if (!isStrict) return "yes";
  const imported = (namespace: string) => imports(spec, namespace, from.namespace);
  if (outbound.service !== undefined) return imported(outbound.service);
  return anyOf(
    mesh.serviceEntries
      .filter((entry) => isExported(entry, from.namespace))
      .map((entry) => allOf([covers(entry, outbound), imported(homeOf(entry))])),
  );
}

/** The nearest: for these pods, for the namespace, for the mesh. */
function sidecarFor(workload: Workload, mesh: Mesh): KubernetesObject | undefined {
  const all = inForce(mesh.sidecars, workload.namespace, mesh).filter((object) =>
    selects(object, workload),
  );
  const rank = (object: KubernetesObject): number =>
    (homeOf(object) === workload.namespace ? 2 : 0) + (selectorOf(object) ? 1 : 0);
  return all.sort((one, other) => rank(other) - rank(one))[0];
}

/** By `egress[].hosts`, each `namespace/name`; a name alone may be the one that is dialled, or not. */
function imports(
  sidecar: Readonly<Record<string, unknown>>,
  namespace: string,
  home: string,
): Answer {
  const hosts = listOf(sidecar.egress).flatMap((egress) => listOf(fieldsOf(egress).hosts));
  if (hosts.length === 0) return "yes";
  return anyOf(
    hosts.map((host) => {
      const [place = "", name = ""] = String(host).split("/");
      const isThere = place === "*" || place === namespace || (place === "." && home === namespace);
      if (!isThere) return "no";
      return name === "*" ? "yes" : "maybe";
    }),
  );
}

const isExported = (entry: KubernetesObject, to: string): boolean => {
  const places = listOf(fieldsOf(entry.spec).exportTo).map(String);
  const isHome = homeOf(entry) === to && textOf(metadataOf(entry).namespace) !== undefined;
  return (
    places.length === 0 ||
    places.some((place) => place === "*" || place === to || (place === "." && isHome))
  );
};

/**
 * Whether a ServiceEntry makes a destination known. One without addresses holds for every address of its
 * port, where no name is looked at: HTTP and TLS are told apart by their host.
 */
function covers(entry: KubernetesObject, { port, addresses, hosts }: Outbound): Answer {
  const spec = fieldsOf(entry.spec);
  const ports = listOf(spec.ports)
    .map(fieldsOf)
    .filter(({ number }) => number === port);
  const [first] = ports;
  if (first === undefined) return "no";
  const blocks = listOf(spec.addresses).map(String);
  if (blocks.length === 0) {
    const isNamed = !["TCP", "MONGO"].includes(String(first.protocol).toUpperCase());
    if (!isNamed || hosts.length === 0) return "yes";
    const known = listOf(spec.hosts).map(String);
    return hosts.every((host) => known.some((name) => isUnder(host, name))) ? "yes" : "no";
  }
  if (addresses === undefined) return "maybe";
  const covered = blocks.reduce((all, block) => all.union(blockOf(block)), AddressSet.none);
  if (covered.contains(addresses)) return "yes";
  return covered.intersect(addresses).isEmpty ? "no" : "maybe";
}

const isUnder = (host: string, name: string): boolean =>
  name.startsWith("*") ? host.endsWith(name.slice(1)) : host === name;

/** Nothing, for what is no address. */
function blockOf(text: string): AddressSet {
  const full = text.includes("/") ? text : `${text}/${text.includes(":") ? "128" : "32"}`;
  try {
    return AddressSet.parse(full);
  } catch {
    return AddressSet.none;
  }
}
