import { acmeIssuer, platformIssuer } from "../certificates/issuers";
import { platformNamespaces } from "../schema/namespaces";
import type { Platform } from "../schema/platform";
import { hostOf, isServed, needsGateway, wayInOf, type Exposing, type Reached } from "./ways-in";

type Certified = Pick<Platform, "exposure" | "certManager">;

/** cert-manager's Certificate of a door. */
export interface DoorCertificate {
  readonly apiVersion: "cert-manager.io/v1";
  readonly kind: "Certificate";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames: readonly string[];
    readonly issuerRef: { readonly group: string; readonly kind: string; readonly name: string };
  };
}

const madeHere = "seldon-models-tls";

/** The TLS Secret at a door: in the gateway's namespace, or beside an Ingress in the tenant's. */
export const doorSecret = ({ exposure: { tls } }: Exposing): string => tls?.secretName ?? madeHere;

/** Whether the platform has the certificates of its doors signed by itself. */
export const certifies = ({ exposure: { tls }, certManager }: Certified): boolean =>
  tls !== undefined && tls.secretName === undefined && certManager !== undefined;

/** The one certificate of all hosts behind the gateway; undefined where there is none to make. */
export function doorCertificate(
  platform: Certified & Pick<Platform, "tenants">,
): DoorCertificate | undefined {
  const hosts = platform.tenants
    .filter((tenant) => isServed(tenant) && needsGateway(wayInOf(tenant, platform)))
    .map((tenant) => hostOf(tenant, platform));
  return certifies(platform) && hosts.length > 0
    ? certificate(platformNamespaces.gateway, covering(hosts, platform), platform)
    : undefined;
}

/** The certificate of one tenant's Ingress, whose Secret has to lie beside it. */
export const ingressCertificate = (
  tenant: Reached,
  platform: Certified,
): DoorCertificate | undefined =>
  certifies(platform) ? certificate(tenant.name, [hostOf(tenant, platform)], platform) : undefined;

/** A wildcard, so that another tenant changes no certificate. ACME signs none without a DNS of its own. */
function covering(hosts: readonly string[], { exposure, certManager }: Certified): string[] {
  const isUnder = (host: string) => host.slice(host.indexOf(".") + 1) === exposure.domain;
  const asked = certManager?.acme
    ? hosts
    : hosts.map((host) => (isUnder(host) ? `*.${exposure.domain}` : host));
  return [...new Set(asked)].sort();
}

const certificate = (
  namespace: string,
  dnsNames: readonly string[],
  platform: Certified,
): DoorCertificate => ({
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name: madeHere, namespace },
  spec: {
    secretName: madeHere,
    dnsNames,
    issuerRef: {
      group: "cert-manager.io",
      kind: "ClusterIssuer",
      name: platform.certManager?.acme ? acmeIssuer : platformIssuer,
    },
  },
});
