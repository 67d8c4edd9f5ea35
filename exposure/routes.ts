import { platformNamespaces } from "../schema/namespaces";
import { doorSecret } from "./certificate";
import { gatewayPods, gatewayRelease } from "./gateway-pods";
import { hostOf, wayInOf, type Exposing, type Reached } from "./ways-in";

const apiVersion = "networking.istio.io/v1";

/** Istio's Gateway of one tenant: the ports that its host is answered on. */
export function tenantGateway(tenant: Reached, platform: Exposing) {
  // Only routes of the gateway's own namespace: nobody elsewhere takes a host over.
  const hosts = [`./${hostOf(tenant, platform)}`];
  const http = { port: { number: 80, name: "http", protocol: "HTTP" }, hosts };
  const https = {
    port: { number: 443, name: "https", protocol: "HTTPS" },
    hosts,
    tls: { mode: "SIMPLE", credentialName: doorSecret(platform) },
  };
  return {
    apiVersion,
    kind: "Gateway",
    metadata: { name: tenant.name, namespace: platformNamespaces.gateway },
    spec: {
      selector: gatewayPods(gatewayRelease),
      servers: platform.exposure.tls ? [http, https] : [http],
    },
  };
}

/**
 * The way from a tenant's host to its models. Headers pass through as they come: by seldon-model, Seldon's
 * own Envoy finds the model or shares the calls of an experiment out. Paths too: it serves /v2 as it is.
 */
export const tenantRoutes = (tenant: Reached, platform: Exposing) => ({
  apiVersion,
  kind: "VirtualService",
  metadata: { name: tenant.name, namespace: platformNamespaces.gateway },
  spec: {
    hosts: [hostOf(tenant, platform)],
    gateways: [tenant.name],
    exportTo: ["."],
    http: [
      ...(platform.exposure.tls ? [redirect(tenant, platform)] : []),
      {
        name: "models",
        route: [
          {
            destination: {
              host: `seldon-mesh.${tenant.name}.svc.cluster.local`,
              port: { number: 80 },
            },
          },
        ],
        // Nothing behind it ends a call that hangs: Seldon's Envoy has no limit. Longer than any answer takes.
        timeout: "600s",
        // Istio's own two more tries would run a model again that has too much to do already.
        retries: { attempts: 0 },
      },
    ],
  },
});

/**
 * The redirect of a Gateway itself would keep the NodePort of HTTP in the address, and make a GET of a
 * POST. 308 keeps the method.
 */
const redirect = (tenant: Reached, platform: Exposing) => ({
  name: "to-https",
  match: [{ port: 80 }],
  redirect: {
    scheme: "https",
    redirectCode: 308,
    ...(wayInOf(tenant, platform) === "nodePort" && { port: platform.exposure.ports.https }),
  },
});
