import { isIPv4 } from "node:net";
import { onceFor } from "./once-for";
import { AddressSet } from "./reach/sets/address-set";
import type { Site } from "./site/site";

/** A host as whoever connects to it reads it, however it was spelt. */
export interface Endpoint {
  /** Lower case, punycode, no trailing dot; addresses in canonical form, IPv6 without brackets. */
  readonly host: string;
  readonly port: number | undefined;
  /** Lower case, without "://"; undefined for a bare host. */
  readonly scheme: string | undefined;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/**
 * The endpoint that a URL or a `host[:port]` names; undefined for what nothing could connect to. Odd spellings of
 * addresses (`0x7f.1`, `2130706433`, `[::ffff:1.2.3.4]`), capitals, IDN and user names before @ are seen through.
 */
export function endpointOf(text: string): Endpoint | undefined {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  // Only of the schemes that the web knows does the parser read hosts; its default port would be left out.
  const url = `http://${rest.replace(/^[\s/\\]+/, "")}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  const host = plainAddress(hostname.replace(/\.$/, ""));
  if (host === "") return undefined;
  const written = port === "" && /^[^/?#]*:0*80(?:[/?#]|$)/.test(rest) ? "80" : port;
  return { host, port: written === "" ? undefined : Number(written), scheme };
}

/** Without brackets, and an IPv4 address where IPv6 only wraps one. */
function plainAddress(hostname: string): string {
  if (!hostname.startsWith("[")) return hostname;
  const inner = hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(inner) ?? [];
  if (high === undefined || low === undefined) return inner;
  const bits = parseInt(high, 16) * 65536 + parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => String((bits >>> shift) & 255)).join(".");
}

/** Whether a host, as endpointOf() tells it, is an address. */
export const isAddress = (host: string): boolean => isIPv4(host) || host.includes(":");

/**
 * Whether the host is the pod itself, a Service of the cluster, or one that the site lists: as a host for images,
 * under `hosts`, or, for an address, in a block of its network.
 * @param namespace of whoever connects; a Service may be called by its name and this
 */
export function isInside(
  { host }: Pick<Endpoint, "host">,
  site: Site,
  namespace?: string,
): boolean {
  if (listed(site).has(host)) return true;
  if (isAddress(host)) return isOwnAddress(host, site);
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  if (/^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?$/.test(host)) return true;
  if (/\.svc(\.cluster\.local)?$/.test(host) || host.endsWith(".pod.cluster.local")) return true;
  // `minio.model-store` is a Service, `evil.com` is not: only namespaces that the site names tell them apart.
  const [, second = "", ...more] = host.split(".");
  if (more.length > 0) return false;
  // No public domain ends with a hyphenated word, but for the `xn--` of other scripts.
  if (second.includes("-") && !second.startsWith("xn--")) return true;
  return second === namespace || namespacesOf(site).has(second);
}

const listed = onceFor(
  (site: Site): ReadonlySet<string> =>
    new Set([...site.imageHosts, ...site.hosts].map((host) => endpointOf(host)?.host ?? "")),
);

const namespacesOf = onceFor(
  ({ network }: Site): ReadonlySet<string> =>
    new Set(
      network === undefined
        ? []
        : [
            ...network.platform,
            ...network.foreign,
            network.dns.namespace,
            ...network.destinations.flatMap(({ to }) => ("namespace" in to ? [to.namespace] : [])),
          ],
    ),
);

/** Everything is no list: where the site lets usage counts go anywhere, not each address is its own. */
const ownAddresses = onceFor(({ network }: Site): readonly AddressSet[] =>
  [
    "127.0.0.0/8",
    "::1/128",
    // What a server is told that listens on all of its addresses.
    "0.0.0.0/32",
    "::/128",
    ...(network === undefined
      ? []
      : [
          ...network.apiServer.cidrs,
          ...network.clients,
          ...network.pods,
          ...network.dns.nodeLocal,
          ...network.destinations.flatMap(({ to }) => ("cidrs" in to ? to.cidrs : [])),
        ]),
  ]
    .filter((cidr) => !cidr.endsWith("/0"))
    .map((cidr) => AddressSet.parse(cidr)),
);

function isOwnAddress(host: string, site: Site): boolean {
  return areInside(AddressSet.parse(`${host}/${host.includes(":") ? "128" : "32"}`), site);
}

/** Whether all of the addresses lie in one block of the site's network; listed hosts are not asked. */
export const areInside = (addresses: AddressSet, site: Site): boolean =>
  ownAddresses(site).some((own) => own.contains(addresses));
