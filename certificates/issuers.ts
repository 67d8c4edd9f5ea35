import type { CertManager } from "../schema/cert-manager";
import type { Exposure } from "../schema/exposure";
import { platformNamespaces } from "../schema/namespaces";

/** The ClusterIssuer that signs below the platform's CA. */
export const platformIssuer = "platform-ca";

/** The ClusterIssuer that asks an ACME server. */
export const acmeIssuer = "acme";

/** Where the key of the CA is that others have given. */
export const givenAuthority = "platform-ca-given";

/** Where cert-manager keeps the key of the CA that it makes. */
const madeAuthority = "platform-ca";

const selfSigned = "platform-self-signed";

/** One of cert-manager's custom resources; those without a namespace hold for the whole cluster. */
export interface CertManagerObject {
  readonly apiVersion: "cert-manager.io/v1";
  readonly kind: "ClusterIssuer" | "Certificate";
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: object;
}

/** The issuers, each after what it signs with. */
export const issuers = (
  settings: CertManager,
  exposure: Pick<Exposure, "type" | "ingress">,
  pullSecret: string | undefined,
): CertManagerObject[] => [
  ...(settings.authority === "selfSigned" ? ownAuthority() : [below(givenAuthority)]),
  ...(settings.acme === undefined ? [] : [acme(settings.acme, exposure, pullSecret)]),
];

const clusterIssuer = (name: string, spec: object): CertManagerObject => ({
  apiVersion: "cert-manager.io/v1",
  kind: "ClusterIssuer",
  metadata: { name },
  spec,
});

const below = (secretName: string): CertManagerObject =>
  clusterIssuer(platformIssuer, { ca: { secretName } });

/** An issuer for the whole cluster reads Secrets in cert-manager's own namespace only. */
const ownAuthority = (): CertManagerObject[] => [
  clusterIssuer(selfSigned, { selfSigned: {} }),
  {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: madeAuthority, namespace: platformNamespaces.certManager },
    spec: {
      isCA: true,
      commonName: "Seldon platform CA",
      secretName: madeAuthority,
      // Ten years, renewed one year before: clients have to be told of a new one by hand.
      duration: "87600h",
      renewBefore: "8760h",
      // With a new key at each renewal, all that clients trust would end on that day.
      privateKey: { algorithm: "ECDSA", size: 384, rotationPolicy: "Never" },
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: selfSigned },
    },
  },
  below(madeAuthority),
];

/** The server sees that the host is ours by calling it, through the same way in as everybody. */
const acme = (
  { server, email }: NonNullable<CertManager["acme"]>,
  { type, ingress }: Pick<Exposure, "type" | "ingress">,
  pullSecret: string | undefined,
): CertManagerObject => {
  // Istio looks at the old annotation, unless there is an IngressClass object for it.
  const entrance =
    type === "ingressNginx" ? { ingressClassName: ingress.className } : { class: "istio" };
  const podTemplate = pullSecret && { spec: { imagePullSecrets: [{ name: pullSecret }] } };
  return clusterIssuer(acmeIssuer, {
    acme: {
      server,
      email,
      privateKeySecretRef: { name: "acme-account" },
      solvers: [{ http01: { ingress: { ...entrance, ...(podTemplate && { podTemplate }) } } }],
    },
  });
};
