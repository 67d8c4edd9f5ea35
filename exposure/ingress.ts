import { doorSecret } from "./certificate";
import { hostOf, type Exposing, type Reached } from "./ways-in";

/** One tenant's Ingress. No path is rewritten: that would strip /v2/models of every call. */
export function tenantIngress(tenant: Reached, platform: Exposing) {
  const { ingress, tls } = platform.exposure;
  const host = hostOf(tenant, platform);
  // By number: Seldon prefixes the port's name when the mesh is on.
  const backend = { service: { name: "seldon-mesh", port: { number: 80 } } };
  return {
    metadata: {
      name: "seldon-models",
      namespace: tenant.name,
      annotations: {
        // Else nginx refuses what is larger than 1 MB, as images and batches are, and hangs up after a minute.
        "nginx.ingress.kubernetes.io/proxy-body-size": "0",
        "nginx.ingress.kubernetes.io/proxy-read-timeout": "600",
        // The engine would wait for the Service behind it, which Seldon makes later.
        "pulumi.com/skipAwait": "true",
      },
    },
    spec: {
      ingressClassName: ingress.className,
      ...(tls && { tls: [{ hosts: [host], secretName: doorSecret(platform) }] }),
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}
