import type { Platform } from "../schema/platform";
import { loadBalancer, loadBalancerIps } from "./gateway-services";
import type { Reached } from "./ways-in";

type Exposing = Pick<Platform, "exposure" | "istio">;

/**
 * A Service of our own before one tenant's Envoy. Seldon's operator sets the type of its own, seldon-mesh,
 * back to what the runtime says.
 */
export function directService(tenant: Reached, platform: Exposing) {
  const byNode = platform.exposure.direct.service === "nodePort";
  const { annotations, spec, nodePort } = byNode
    ? onNodes(tenant)
    : byLoadBalancer(tenant, platform);
  const port = {
    // As seldon-mesh names it: under two names for one port, Istio would take either for its protocol.
    name: platform.istio.enabled ? "http2-data" : "data",
    port: 80,
    targetPort: 9000,
    ...(nodePort !== undefined && { nodePort }),
  };
  return {
    metadata: { name: "seldon-models", namespace: tenant.name, annotations },
    spec: { ...spec, selector: { "app.kubernetes.io/name": "seldon-envoy" }, ports: [port] },
  };
}

interface Kind {
  readonly annotations: Record<string, string>;
  readonly spec: { type: string; externalTrafficPolicy: string };
  readonly nodePort?: number | undefined;
}

/** Envoy is there once Seldon has made it; the engine would wait for it ten minutes. */
const onNodes = ({ exposure: { nodePort } }: Reached): Kind => ({
  annotations: { "pulumi.com/skipAwait": "true" },
  spec: { type: "NodePort", externalTrafficPolicy: "Cluster" },
  nodePort,
});

/** Waits for the address alone, which is given before there is an Envoy. */
const byLoadBalancer = (
  { exposure: { address } }: Reached,
  { exposure: { clients } }: Exposing,
): Kind => ({
  annotations: {
    "pulumi.com/waitFor": "jsonpath={.status.loadBalancer.ingress}",
    ...(address !== undefined && { [loadBalancerIps]: address }),
  },
  spec: loadBalancer(clients),
});
