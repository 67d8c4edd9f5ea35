export interface CertificateArgs {
  /**
   * An issuer that puts its CA into the Secret as `ca.crt` (CA, Vault), since Seldon does not start
   * without it. Whoever has a certificate of the same CA passes for a client of every scheduler, so the
   * issuer should sign for nothing else.
   */
  readonly issuer: string;
  readonly issuerKind: "ClusterIssuer" | "Issuer";
}

/**
 * The two certificates of a tenant's control plane; Secrets have the names that Seldon's setup chart looks
 * for. Controller, agents and gateways all read them in the tenant's namespace, as clients.
 *
 * No commonName: it may have 64 characters, fewer than a namespace's name with a host before it can have.
 */
export const controlPlaneCertificates = (namespace: string, args: CertificateArgs) => [
  certificate(namespace, args, {
    name: "seldon-controlplane-server",
    usage: "server auth",
    // Agents and gateways dial the short name, the controller the one with the namespace.
    dnsNames: [
      "seldon-scheduler",
      `seldon-scheduler.${namespace}`,
      `seldon-scheduler.${namespace}.svc`,
    ],
  }),
  certificate(namespace, args, {
    name: "seldon-controlplane-client",
    // Not the scheduler's names too: what every agent holds must not pass for the scheduler.
    usage: "client auth",
    dnsNames: [`seldon-controlplane-client.${namespace}`],
  }),
];

interface Identity {
  readonly name: string;
  readonly usage: "server auth" | "client auth";
  readonly dnsNames: readonly string[];
}

const certificate = (
  namespace: string,
  { issuer, issuerKind }: CertificateArgs,
  { name, usage, dnsNames }: Identity,
) => ({
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name, namespace },
  spec: {
    secretName: name,
    dnsNames: [...dnsNames],
    usages: ["digital signature", usage],
    // Seldon watches the Secrets: a new key is taken up without a restart. A new CA is not.
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    issuerRef: { group: "cert-manager.io", kind: issuerKind, name: issuer },
  },
});
