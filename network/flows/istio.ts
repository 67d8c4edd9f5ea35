import { tcp, type Flow, type Peer } from "../flow";
import type { Landscape } from "../landscape";
import { fromApiServers, fromMonitoring, toApiServer, toDns } from "./cluster";
import { platformPods } from "./pods";

const { istiod, cni, gateway } = platformPods;

/** Certificates and routes by TLS; istiod's plain port 15010 stays shut for everybody. */
const toIstiod = (from: Peer, why: string): Flow => ({ from, to: istiod, ports: tcp(15012), why });

/** What Istio's control plane needs whatever tenants there are. */
export const istioFlows = (landscape: Landscape): Flow[] => [
  toIstiod(gateway, "the gateway gets certificates and routes"),
  fromApiServers(landscape, istiod, 15017, "proxies are put beside pods, and settings checked"),
  ...fromMonitoring(landscape, istiod, 15014),
  toDns(istiod, "finds services by name"),
  toApiServer(landscape, istiod, "watches services and settings"),
  // Programs of the nodes do the rest; it knows the API server by address.
  toApiServer(landscape, cni, "finds pods whose traffic is not led through their proxy"),
];

/** What a tenant's pods need because each has a proxy; between themselves they keep their ports. */
export function meshFlows(landscape: Landscape, namespace: string): Flow[] {
  if (!landscape.mesh) return [];
  const all = { namespace };
  return [
    toIstiod(all, "proxies get certificates and routes"),
    // Of the proxy and its pod together, and of the proxy alone.
    ...fromMonitoring(landscape, all, 15020, 15090),
  ];
}
