import {
  fieldsOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { called, calledEach, itemsOf } from "./called";

const FOREIGN_SOLVER = "asks a name service that the gate cannot place";

/** Whoever issues certificates is asked by cert-manager, and by all who check what it issued. */
export const issuersAreInside: ObjectRule = {
  name: "issuers-are-inside",
  description:
    "Certificates are issued and checked inside: by a key of the cluster, or by a server inside.",
  why: "The ACME, Vault or Venafi server of an issuer, and the name service that proves a domain, are called by cert-manager. Addresses for revocation and for the issuer's certificate stand in each certificate, and its readers call them. An issuer of another kind is refused, unless the site lists it under customResources.kinds.",
  severity: "high",
  remediation: "Use ca or selfSigned, or an ACME or Vault server inside.",
  ways: [50, 51],
  scope: "object",
  kinds: new Set(
    ["Issuer", "ClusterIssuer", "Certificate", "CertificateRequest"].map(
      (kind) => `cert-manager.io/${kind}`,
    ),
  ),
  check(object, site) {
    if (!isKind(object, "cert-manager.io", "Issuer", "ClusterIssuer"))
      return issuerRef(object, site);
    const spec = fieldsOf(object.spec);
    const home = textOf(metadataOf(object).namespace);
    return Object.keys(spec).flatMap((kind) =>
      issuer(kind, spec[kind], childPath("spec", kind), site, home),
    );
  },
  examples: {
    refused: `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: acme }
spec: { acme: { server: "https://acme-v02.api.letsencrypt.org/directory", privateKeySecretRef: { name: acme } } }
`,
    accepted: `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: acme }
spec: { acme: { server: "https://10.20.0.40/directory", privateKeySecretRef: { name: acme } } }
`,
  },
};

function issuerRef(object: KubernetesObject, { customResources }: Site): Complaint[] {
  const issuer = fieldsOf(fieldsOf(object.spec).issuerRef);
  const [group, kind] = [textOf(issuer.group) ?? "cert-manager.io", textOf(issuer.kind) ?? ""];
  const isKnown = group === "cert-manager.io" || customResources.kinds.includes(`${group}/${kind}`);
  if (isKnown) return [];
  return [
    { path: "spec.issuerRef.group", message: "is for an issuer that the gate does not know" },
  ];
}

function issuer(
  kind: string,
  value: unknown,
  path: string,
  site: Site,
  home: string | undefined,
): Complaint[] {
  // An empty `selfSigned: {}` says all; what is null is not there.
  if (value === undefined || value === null) return [];
  const fields = fieldsOf(value);
  switch (kind) {
    case "ca":
    case "selfSigned":
      return ["crlDistributionPoints", "ocspServers", "issuingCertificateURLs"].flatMap((key) =>
        calledEach(fields[key], `${path}.${key}`, site, home),
      );
    case "vault":
      return needed(fields.server, `${path}.server`, site, home);
    case "acme":
      return [
        ...needed(fields.server, `${path}.server`, site, home),
        ...itemsOf(fields.solvers, `${path}.solvers`).flatMap((solver) =>
          dns01(fieldsOf(solver.item).dns01, `${solver.path}.dns01`, site, home),
        ),
      ];
    case "venafi":
      return venafi(fields, path, site, home);
    default:
      return [{ path, message: "is a sort of issuer that the gate does not know" }];
  }
}

const needed = (value: unknown, path: string, site: Site, home: string | undefined): Complaint[] =>
  textOf(value) === undefined
    ? [{ path, message: "names no server" }]
    : called(value, path, site, home);

/** Only Venafi's own server can stand inside; its cloud has an address of its own where none is given. */
function venafi(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  site: Site,
  home: string | undefined,
): Complaint[] {
  return Object.keys(fields).flatMap((part) => {
    if (part === "zone") return [];
    const { url } = fieldsOf(fields[part]);
    const at = childPath(path, part);
    if (textOf(url) === undefined) return [{ path: at, message: "asks the cloud of its vendor" }];
    return called(url, `${at}.url`, site, home);
  });
}

// The field of each provider that may stand inside which says where it is; all others are clouds, or code of others.
const SERVERS: Readonly<Record<string, string>> = { rfc2136: "nameserver", acmeDNS: "host" };

function dns01(value: unknown, path: string, site: Site, home: string | undefined): Complaint[] {
  const solver = fieldsOf(value);
  return Object.keys(solver)
    .filter((key) => key !== "cnameStrategy")
    .flatMap((key) => {
      const [at, server] = [childPath(path, key), SERVERS[key]];
      if (server === undefined) return [{ path: at, message: FOREIGN_SOLVER }];
      return needed(fieldsOf(solver[key])[server], `${at}.${server}`, site, home);
    });
}
