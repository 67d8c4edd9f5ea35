import type { Rule } from "../../rule";
import { addressPoolsArePrivate } from "./address-pools-are-private";
import { bgpPeersAreListed } from "./bgp-peers-are-listed";
import { issuersAreInside } from "./issuers-are-inside";
import { kindsAreKnown } from "./kinds-are-known";
import { meshCodeIsLocal } from "./mesh-code-is-local";
import { meshConfigStaysInside } from "./mesh-config-stays-inside";
import { meshOutboundIsRegistered } from "./mesh-outbound-is-registered";
import { monitoringStaysInside } from "./monitoring-stays-inside";
import { noEgressGateways } from "./no-egress-gateways";
import { noEnvoyFilters } from "./no-envoy-filters";
import { noGitopsSources } from "./no-gitops-sources";
import { noRemoteClusters } from "./no-remote-clusters";
import { routesStayInside } from "./routes-stay-inside";
import { secretStoresAreInside } from "./secret-stores-are-inside";
import { serviceEntriesStayInside } from "./service-entries-stay-inside";
import { sidecarsAreAsInjected } from "./sidecars-are-as-injected";
import { tlsStaysOn } from "./tls-stays-on";
import { tokenKeysAreInside } from "./token-keys-are-inside";
import { webhooksAreServices } from "./webhooks-are-services";

/** The rules on custom resources. */
export const customResourcesRules: readonly Rule[] = [
  meshCodeIsLocal,
  noEnvoyFilters,
  serviceEntriesStayInside,
  routesStayInside,
  tlsStaysOn,
  meshOutboundIsRegistered,
  tokenKeysAreInside,
  meshConfigStaysInside,
  sidecarsAreAsInjected,
  noEgressGateways,
  noRemoteClusters,
  issuersAreInside,
  bgpPeersAreListed,
  addressPoolsArePrivate,
  monitoringStaysInside,
  noGitopsSources,
  webhooksAreServices,
  secretStoresAreInside,
  kindsAreKnown,
];
