import type { Flow } from "../flow";
import type { Landscape } from "../landscape";
import { fromApiServers, fromKubelet, toApiServer, toDns, toTargets } from "./cluster";
import { platformPods } from "./pods";

const {
  certManager: controller,
  certManagerWebhook: webhook,
  certManagerInjector: injector,
} = platformPods;

/** What cert-manager needs. Its metrics are scraped by nobody. */
export const certManagerFlows = (landscape: Landscape): Flow[] => [
  fromApiServers(landscape, webhook, 10250, "issuers and certificates are checked"),
  ...[controller, webhook, injector].flatMap((from) => [
    ...toDns(landscape, from, "finds services by name"),
    toApiServer(landscape, from, "watches certificates, writes Secrets and CAs"),
  ]),
  ...toTargets([controller], landscape.acmeServer, "orders certificates"),
  fromKubelet(controller, [9403]),
  fromKubelet(webhook, [6080]),
];
