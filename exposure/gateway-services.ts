import { platformNamespaces } from "../schema/namespaces";
import type { Platform } from "../schema/platform";
import { gatewayPods, gatewayRelease } from "./gateway-pods";
import { usesOf } from "./ways-in";

type Exposing = Pick<Platform, "exposure" | "tenants">;

/** A Service in front of the gateway's pods. */
export interface GatewayService {
  readonly apiVersion: "v1";
  readonly kind: "Service";
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly type: "LoadBalancer" | "NodePort";
    readonly externalTrafficPolicy: "Local" | "Cluster";
    readonly allocateLoadBalancerNodePorts?: boolean;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly GatewayPort[];
  };
}

interface GatewayPort {
  readonly name: "http" | "https";
  readonly port: number;
  readonly targetPort: number;
  readonly nodePort?: number;
}

/** The Service of each kind of way in through the gateway. */
export const gatewayServiceNames = {
  cloud: `${gatewayRelease}-cloud`,
  metalLb: `${gatewayRelease}-metallb`,
  nodePort: `${gatewayRelease}-nodeport`,
} as const;

/**
 * One Service for each kind of way in that some tenant uses: by names of their own, so that one comes
 * without the other having to go first.
 */
export function gatewayServices(platform: Exposing): GatewayService[] {
  const uses = usesOf(platform);
  const onNodes = uses.has("hardwareLoadBalancer") || uses.has("nodePort");
  return [
    ...(uses.has("cloudLoadBalancer") ? [cloud(platform)] : []),
    ...(uses.has("metalLb") ? [metalLb(platform)] : []),
    ...(onNodes ? [nodePort(platform)] : []),
  ];
}

function cloud({ exposure }: Exposing): GatewayService {
  return service(gatewayServiceNames.cloud, exposure.annotations, {
    ...loadBalancer(exposure.clients),
    ports: ports(!!exposure.tls),
  });
}

/** A fixed address needs no pool beside it: MetalLB finds the pool that holds it, given away freely or not. */
function metalLb({ exposure }: Exposing): GatewayService {
  const { address, clients, tls } = exposure;
  return service(gatewayServiceNames.metalLb, address ? { [loadBalancerIps]: address } : {}, {
    ...loadBalancer(clients),
    // MetalLB brings callers to the address itself; a cloud's balancer may need the ports of nodes.
    allocateLoadBalancerNodePorts: false,
    ports: ports(!!tls),
  });
}

/** Every node answers, also one without a gateway pod: whoever calls nodes cannot know where those are. */
function nodePort({ exposure }: Exposing): GatewayService {
  const { http, https } = exposure.ports;
  return service(
    gatewayServiceNames.nodePort,
    {},
    {
      type: "NodePort",
      externalTrafficPolicy: "Cluster",
      ports: ports(!!exposure.tls).map((port) => ({
        ...port,
        nodePort: port.name === "http" ? http : https,
      })),
    },
  );
}

/** The annotation by which MetalLB gives a Service the address that it asks for. */
export const loadBalancerIps = "metallb.io/loadBalancerIPs";

/**
 * Local keeps the caller's address, which NetworkPolicies judge by; a node without a pod is left out by
 * the balancer's own health check. The ranges are what a cloud opens its firewall to: without them, all.
 */
export const loadBalancer = (clients: readonly string[]) => ({
  type: "LoadBalancer" as const,
  externalTrafficPolicy: "Local" as const,
  loadBalancerSourceRanges: [...clients],
});

/** Under TLS, HTTP stays for the redirect. */
const ports = (tls: boolean): GatewayPort[] => [
  { name: "http", port: 80, targetPort: 80 },
  ...(tls ? [{ name: "https", port: 443, targetPort: 443 } as const] : []),
];

const service = (
  name: string,
  annotations: Readonly<Record<string, string>>,
  spec: Omit<GatewayService["spec"], "selector">,
): GatewayService => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: {
    name,
    namespace: platformNamespaces.gateway,
    ...(Object.keys(annotations).length > 0 && { annotations }),
  },
  spec: { ...spec, selector: gatewayPods(gatewayRelease) },
});
