import type { Flow } from "../flow";
import type { Landscape } from "../landscape";
import { toApiServer, toDns } from "./cluster";
import { controllerOf } from "./pods";

/** What Seldon's controller needs whatever tenants there are: no row names one, so none changes a policy here. */
export function controllerFlows(landscape: Landscape): Flow[] {
  const from = controllerOf(landscape.controllerNamespace);
  return [
    toDns(from, "finds each tenant's scheduler by name"),
    toApiServer(landscape, from, "watches resources"),
  ];
}
