import { gatewayPods, gatewayRelease } from "../exposure/gateway-pods";
import { spread } from "./replicas";

export interface GatewayValuesArgs {
  readonly pullSecrets: readonly string[];
  readonly replicas: number;
}

/**
 * The values of chart `gateway`. It names no image: istiod puts the proxy's in. Unlike Istio's other charts
 * it wants pull secrets as objects.
 */
export const gatewayValues = ({ pullSecrets, replicas }: GatewayValuesArgs) => ({
  imagePullSecrets: pullSecrets.map((name) => ({ name })),
  autoscaling: { enabled: false },
  replicaCount: replicas,
  // The chart leaves it out by itself where there is one pod.
  podDisruptionBudget: { minAvailable: 1 },
  topologySpreadConstraints: spread(replicas, gatewayPods(gatewayRelease)),
  // Services of our own stand in front of it: see exposure/gateway-services.ts.
  service: { type: "None" },
  securityContext: {
    seccompProfile: { type: "RuntimeDefault" },
    // The chart's own, which a securityContext replaces: ports 80 and 443 without being root.
    sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
  },
  global: { networkPolicy: { enabled: false } },
});
