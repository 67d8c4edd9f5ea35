import { platformIssuer } from "../certificates/issuers";
import { platformNamespaces } from "../schema/namespaces";

/**
 * The CA that istiod signs below, by the one name that it looks for. pulumi.com/waitFor: an istiod that
 * starts before it is there makes a CA of its own.
 */
export const meshAuthority = () => ({
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: {
    name: "istio-ca",
    namespace: platformNamespaces.istio,
    annotations: { "pulumi.com/waitFor": "condition=Ready" },
  },
  spec: {
    secretName: "cacerts",
    isCA: true,
    commonName: "istio-ca",
    // A year, renewed after two thirds. The root stays, so proxies trust old and new all along.
    duration: "8760h0m0s",
    usages: ["digital signature", "key encipherment", "cert sign"],
    // istiod reads certificate and key from two files: with a new key they would not fit for a moment.
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
    issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: platformIssuer },
  },
});
