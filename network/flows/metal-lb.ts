import type { Flow } from "../flow";
import type { Landscape } from "../landscape";
import { fromApiServers, fromKubelet, toApiServer, toDns } from "./cluster";
import { platformPods } from "./pods";

const { metalLbController: controller } = platformPods;

/** What MetalLB's controller needs, in either mode. */
export const metalLbFlows = (landscape: Landscape): Flow[] => [
  fromApiServers(landscape, controller, 9443, "pools and routers are checked"),
  ...toDns(landscape, controller, "finds services by name"),
  toApiServer(landscape, controller, "gives Services their addresses"),
  fromKubelet(controller, [7472]),
];
