import type { Flow } from "../flow";
import type { Landscape } from "../landscape";
import { certManagerFlows } from "./cert-manager";
import { gatewayFlows } from "./gateway";
import { istioFlows } from "./istio";
import { metalLbFlows } from "./metal-lb";

/** The rows of all that Seldon stands on, the same whatever tenants there are. */
export const platformFlows = (landscape: Landscape): Flow[] => [
  ...istioFlows(landscape),
  ...gatewayFlows(landscape),
  ...metalLbFlows(landscape),
  ...certManagerFlows(landscape),
];
