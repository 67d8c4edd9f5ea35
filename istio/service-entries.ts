import { isIP, isIPv6 } from "node:net";

import { agentPorts } from "../network/flows/seldon";
import type { Target } from "../schema/kubernetes";

interface EntryPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: "TCP" | "HTTP" | "TLS";
}

/** Istio's ServiceEntry: a way that proxies let through, as it is, to whatever address was dialled. */
export interface ServiceEntry {
  readonly apiVersion: "networking.istio.io/v1";
  readonly kind: "ServiceEntry";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly hosts: readonly [string];
    readonly addresses?: readonly string[];
    readonly ports: readonly EntryPort[];
    readonly location: "MESH_EXTERNAL" | "MESH_INTERNAL";
    readonly resolution: "NONE";
    /** No proxy of another namespace hears of it. */
    readonly exportTo: readonly ["."];
  };
}

/** Where a tenant's pods connect to. */
export interface WaysOut {
  /** Stores, brokers, collectors. Those in the cluster are Services, which proxies know by themselves. */
  readonly targets: readonly Target[];
  /** URLs that usage counts are sent to. */
  readonly receivers: readonly string[];
}

/**
 * The ways of one tenant: to its agents, and out. Without an address the agents' ports are let through to
 * every one; the tenant's NetworkPolicies let nobody out to other pods.
 */
export function serviceEntries(namespace: string, { targets, receivers }: WaysOut): ServiceEntry[] {
  const { addressed, named } = destinations(targets, receivers);
  return [
    serviceEntry(namespace, "agents", {
      hosts: [`agents.${namespace}.internal`],
      ports: agentPorts.map(tcp),
      location: "MESH_INTERNAL",
    }),
    ...[...addressed].map(([port, addresses]) =>
      serviceEntry(namespace, `outside-${String(port)}`, {
        hosts: [`outside-${String(port)}.${namespace}.internal`],
        addresses: [...addresses].sort(),
        ports: [tcp(port)],
        location: "MESH_EXTERNAL",
      }),
    ),
    ...[...named].map(([host, ports]) =>
      serviceEntry(namespace, host, {
        hosts: [host],
        ports: [...ports.values()],
        location: "MESH_EXTERNAL",
      }),
    ),
  ];
}

type Own = Omit<ServiceEntry["spec"], "resolution" | "exportTo">;

const serviceEntry = (namespace: string, name: string, spec: Own): ServiceEntry => ({
  apiVersion: "networking.istio.io/v1",
  kind: "ServiceEntry",
  metadata: { name, namespace },
  spec: { ...spec, resolution: "NONE", exportTo: ["."] },
});

const tcp = (number: number): EntryPort => portOf("TCP", number);

const portOf = (protocol: EntryPort["protocol"], number: number): EntryPort => ({
  number,
  name: `${protocol.toLowerCase()}-${String(number)}`,
  protocol,
});

/** All addresses of one port in one entry: two entries that share one would be in each other's way. */
function destinations(targets: readonly Target[], receivers: readonly string[]) {
  const addressed = new Map<number, Set<string>>();
  const named = new Map<string, Map<number, EntryPort>>();
  const add = (port: number, address: string) =>
    addressed.set(port, (addressed.get(port) ?? new Set()).add(address));
  for (const target of targets)
    if ("cidrs" in target) for (const cidr of target.cidrs) add(target.port, cidr);
  for (const { host, port } of receivers.map(receiverOf)) {
    if (isIP(host)) add(port.number, `${host}/${isIPv6(host) ? "128" : "32"}`);
    else if (!isService(host))
      named.set(host, (named.get(host) ?? new Map<number, EntryPort>()).set(port.number, port));
  }
  return { addressed, named };
}

function receiverOf(url: string): { readonly host: string; readonly port: EntryPort } {
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === "https:";
  return {
    // URLs have brackets round an IPv6 address, and nobody else does.
    host: hostname.replace(/^\[|\]$/g, ""),
    port: portOf(isTls ? "TLS" : "HTTP", Number(port || (isTls ? "443" : "80"))),
  };
}

/** Proxies know it already, and a second one of its name would be in the way. */
const isService = (host: string): boolean =>
  !host.includes(".") || /\.svc(\.cluster\.local)?$/.test(host);
