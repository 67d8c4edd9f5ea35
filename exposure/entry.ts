import { isIP, isIPv6 } from "node:net";

import { platformNamespaces } from "../schema/namespaces";
import type { Platform } from "../schema/platform";
import { certifies, doorSecret } from "./certificate";
import { hostOf, needsGateway, wayInOf, type Reached } from "./ways-in";

type Exposing = Pick<Platform, "exposure" | "cluster" | "certManager">;

/** What the cluster has chosen by itself. */
export interface Found {
  /** Of a load balancer: an address, or a name, as some clouds give. */
  readonly address?: string | undefined;
  readonly nodePort?: number | undefined;
}

/** How a tenant is called from outside. */
export interface Entry {
  readonly way: string;
  readonly url: string;
  readonly address?: string;
  /** A line for /etc/hosts, or "none: " and why there is none. */
  readonly hosts: string;
  /** What curl needs besides the URL. */
  readonly flags: string;
  /** What to type first. */
  readonly first?: string;
}

/** @returns undefined for a tenant that has no way in */
export function entryOf(tenant: Reached, platform: Exposing, found: Found): Entry | undefined {
  const way = wayInOf(tenant, platform);
  if (way === "none") return undefined;
  const host = hostOf(tenant, platform);
  const address = addressOf(tenant, platform, found);
  const known = address !== undefined && { address };
  if (way === "direct") {
    const port = tenant.exposure.nodePort ?? found.nodePort;
    const byNode = platform.exposure.direct.service === "nodePort" && port !== undefined;
    const suffix = byNode ? `:${String(port)}` : "";
    const url = `http://${address === undefined ? host : bracketed(address)}${suffix}`;
    return { way, url, ...known, hosts: hostsLine(tenant, platform, address), flags: "" };
  }
  const [scheme, port] = platform.exposure.tls
    ? (["https", way === "nodePort" ? platform.exposure.ports.https : 443] as const)
    : (["http", way === "nodePort" ? platform.exposure.ports.http : 80] as const);
  const authority = authorityFile(tenant, platform);
  const resolve = address !== undefined && isIP(address) !== 0;
  const flags = [
    ...(authority ? [`--cacert ${authority.file}`] : []),
    ...(resolve ? [`--resolve ${host}:${String(port)}:${bracketed(address)}`] : []),
  ];
  return {
    way,
    url: `${scheme}://${host}${way === "nodePort" ? `:${String(port)}` : ""}`,
    ...known,
    hosts: hostsLine(tenant, platform, address),
    flags: flags.join(" "),
    ...(authority && { first: authority.command }),
  };
}

function addressOf(tenant: Reached, { exposure, cluster }: Exposing, found: Found) {
  const node = cluster.nodes[0]?.address;
  switch (wayInOf(tenant, { exposure })) {
    case "metalLb":
      return exposure.address ?? found.address;
    case "hardwareLoadBalancer":
      return exposure.address;
    case "nodePort":
      return node;
    case "direct":
      return exposure.direct.service === "nodePort"
        ? node
        : (tenant.exposure.address ?? found.address);
    default:
      return found.address;
  }
}

function hostsLine(tenant: Reached, platform: Exposing, address: string | undefined): string {
  const host = hostOf(tenant, platform);
  const { ingress, direct } = platform.exposure;
  if (address !== undefined)
    return isIP(address) === 0
      ? `none: ${address} is a name; let the DNS send ${host} there`
      : `${address} ${host}`;
  const way = wayInOf(tenant, platform);
  if (way === "ingressNginx")
    return `none: the address is the ingress controller's; kubectl -n ${ingress.namespace} get services shows it`;
  if (way === "hardwareLoadBalancer")
    return "none: exposure.address does not say where the load balancer is";
  return way === "nodePort" || (way === "direct" && direct.service === "nodePort")
    ? "none: cluster.nodes names no node; the address of any will do"
    : "none: no address is given to it yet; pulumi refresh asks again";
}

/** The platform's own CA is in no trust store; it lies beside the certificate that it signed. */
function authorityFile(tenant: Reached, platform: Exposing) {
  if (!certifies(platform) || platform.certManager?.acme) return undefined;
  const namespace = needsGateway(wayInOf(tenant, platform))
    ? platformNamespaces.gateway
    : tenant.name;
  const secret = `kubectl -n ${namespace} get secret ${doorSecret(platform)}`;
  const file = "platform-ca.crt";
  return { file, command: `${secret} -o jsonpath='{.data.ca\\.crt}' | base64 -d > ${file}` };
}

const bracketed = (address: string): string => (isIPv6(address) ? `[${address}]` : address);
