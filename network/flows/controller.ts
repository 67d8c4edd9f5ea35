import type { Flow } from "../flow";
import type { Landscape } from "../landscape";
import { fromKubelet, toApiServer, toDns } from "./cluster";
import { platformPods } from "./pods";

const { controller } = platformPods;

/** What Seldon's controller needs whatever tenants there are: no row names one, so none changes a policy here. */
export const controllerFlows = (landscape: Landscape): Flow[] => [
  ...toDns(landscape, controller, "finds each tenant's scheduler by name"),
  toApiServer(landscape, controller, "watches resources"),
  fromKubelet(controller, [8081]),
];
