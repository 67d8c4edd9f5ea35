import { tcp, type Flow, type Peer, type Pods } from "../flow";
import type { Landscape } from "../landscape";
import { fromApiServers, fromKubelet, fromMonitoring, toApiServer, toDns } from "./cluster";
import { platformPods } from "./pods";

const { istiod, cni, gateway } = platformPods;

/** Certificates and routes by TLS; istiod's plain port 15010 stays shut for everybody. */
const toIstiod = (from: Peer, why: string): Flow => ({ from, to: istiod, ports: tcp(15012), why });

/** What Istio's control plane needs whatever tenants there are. */
export const istioFlows = (landscape: Landscape): Flow[] => [
  toIstiod(gateway, "the gateway gets certificates and routes"),
  fromApiServers(landscape, istiod, 15017, "proxies are put beside pods, and settings checked"),
  ...fromMonitoring(landscape, istiod, 15014),
  ...toDns(landscape, istiod, "finds services by name"),
  toApiServer(landscape, istiod, "watches services and settings"),
  // Programs of the nodes do the rest; it knows the API server by address.
  toApiServer(landscape, cni, "finds pods whose traffic is not led through their proxy"),
  fromKubelet(istiod, [8080]),
  fromKubelet(cni, [8000]),
];

/** What one group of a tenant's pods needs because each has a proxy. */
export const proxyFlows = (landscape: Landscape, pods: Pods): Flow[] =>
  landscape.mesh
    ? [
        toIstiod(pods, "proxies get certificates and routes"),
        // Of the proxy and its pod together, and of the proxy alone.
        ...fromMonitoring(landscape, pods, 15020, 15090),
        // The injector leads what the kubelet asks of the pod to its proxy, which asks on.
        fromKubelet(pods, [15020, 15021], "asks whether pod and proxy are well"),
      ]
    : [];
