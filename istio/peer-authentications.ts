import type { WayIn } from "../schema/exposure";
import { platformNamespaces } from "../schema/namespaces";
import { needsGateway } from "../exposure/ways-in";

/** Istio's PeerAuthentication: by what a pod lets others in. */
export interface PeerAuthentication {
  readonly apiVersion: "security.istio.io/v1";
  readonly kind: "PeerAuthentication";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly mtls: { readonly mode: "STRICT" };
    readonly portLevelMtls?: Readonly<Record<string, { readonly mode: "PERMISSIVE" }>>;
  };
}

const peerAuthentication = (
  metadata: PeerAuthentication["metadata"],
  spec: Omit<PeerAuthentication["spec"], "mtls"> = {},
): PeerAuthentication => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata,
  spec: { ...spec, mtls: { mode: "STRICT" } },
});

/** For the whole mesh: only proxies of the mesh are let in, each with its certificate. */
export const strictMesh = (): PeerAuthentication =>
  peerAuthentication({ name: "default", namespace: platformNamespaces.istio });

/** Who of a tenant is called from outside the mesh. */
export interface OutsideCallers {
  readonly controlPlaneTls: boolean;
  /** Prometheus scrapes the tenant. */
  readonly monitoring: boolean;
  readonly kafka: boolean;
  readonly wayIn: WayIn;
}

/** The ports of a tenant's pods that take plain connections as well, by the pods' name and why. */
function plainPorts({ controlPlaneTls, monitoring, kafka, wayIn }: OutsideCallers) {
  const scraped = (...ports: number[]) => (monitoring ? ports : []);
  const withoutGateway = wayIn !== "none" && !needsGateway(wayIn);
  return {
    // Seldon's controller is outside the mesh; under TLS it proves itself to the scheduler without it.
    "seldon-scheduler": [controlPlaneTls ? 9044 : 9004],
    // Envoy dials the agents by ports that no Service lists, so that its proxy does not know who is there.
    "seldon-server": [9001, 9501, ...scraped(8002, 8082, 9006)],
    // With no gateway between, callers of models come from outside the mesh.
    "seldon-envoy": [...(withoutGateway ? [9000] : []), ...scraped(9003)],
    "seldon-pipelinegateway": kafka ? scraped(9006) : [],
  };
}

/** The exceptions of one tenant: a port each, and who may reach it is still for NetworkPolicies to say. */
export const peerAuthentications = (
  namespace: string,
  callers: OutsideCallers,
): PeerAuthentication[] =>
  Object.entries(plainPorts(callers))
    .filter(([, ports]) => ports.length > 0)
    .map(([name, ports]) =>
      peerAuthentication(
        { name, namespace },
        {
          selector: { matchLabels: { "app.kubernetes.io/name": name } },
          portLevelMtls: Object.fromEntries(
            ports.map((port) => [String(port), { mode: "PERMISSIVE" } as const]),
          ),
        },
      ),
    );
