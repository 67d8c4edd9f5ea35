import { needsGateway } from "../../exposure/ways-in";
import { tcp, type Flow, type Peer } from "../flow";
import type { Landscape, TenantTraffic } from "../landscape";
import { platformPods, seldonParts, solverLabels } from "./pods";

const { gateway, certManager } = platformPods;

/** How callers come to a tenant's Envoy, by the tenant's own word: by one door or by none. */
export function wayInFlows(
  landscape: Landscape,
  { name: namespace, wayIn }: TenantTraffic,
): Flow[] {
  const { clients, ingressNamespace, acmeSolvers } = landscape;
  const toEnvoy = (from: Peer, why: string): Flow => ({
    from,
    to: { namespace, ...seldonParts.envoy },
    ports: tcp(9000),
    why,
  });
  if (wayIn === "none") return [];
  if (wayIn === "direct")
    return [toEnvoy({ cidrs: clients }, "callers of models, with no gateway between")];
  const door: Peer = needsGateway(wayIn) ? gateway : { namespace: ingressNamespace };
  return [
    toEnvoy(door, "the door hands calls on"),
    ...(acmeSolvers ? challengeFlows(door, namespace) : []),
  ];
}

/**
 * The ACME server asks at the door, and cert-manager does so before it. Behind the gateway the answer is in
 * the gateway's namespace, by a row of all tenants; behind an ingress controller it is in the tenant's.
 */
const challengeFlows = (door: Peer, namespace: string): Flow[] => [
  ...(door === gateway
    ? []
    : [
        {
          from: door,
          to: { namespace, labels: solverLabels },
          ports: tcp(8089),
          why: "the ACME server's question",
        },
      ]),
  { from: certManager, to: door, ports: tcp(80, 443), why: "tries the answer at the door" },
];
