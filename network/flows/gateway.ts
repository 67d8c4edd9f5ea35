import { tcp, type Flow } from "../flow";
import type { Landscape } from "../landscape";
import { fromKubelet, fromMonitoring, toDns } from "./cluster";
import { platformPods } from "./pods";

const { gateway, gatewaySolver } = platformPods;

/** What the one gateway needs whatever tenants there are: each tenant brings its own way through. */
export const gatewayFlows = (landscape: Landscape): Flow[] => [
  {
    from: { cidrs: landscape.clients },
    to: gateway,
    // It listens on the ports of its Service, and answers load balancers that ask for its health on 15021.
    ports: tcp(80, 443, 15021),
    why: "callers of models",
  },
  ...fromMonitoring(landscape, gateway, 15020),
  ...toDns(landscape, gateway, "finds services by name"),
  ...(landscape.acmeSolvers
    ? [{ from: gateway, to: gatewaySolver, ports: tcp(8089), why: "the ACME server's question" }]
    : []),
  fromKubelet(gateway, [15021]),
];
