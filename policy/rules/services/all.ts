import type { Rule } from "../../rule";
import { clusterDnsAsksInside } from "./cluster-dns-asks-inside";
import { endpointsAreInside } from "./endpoints-are-inside";
import { ingressesStayInside } from "./ingresses-stay-inside";
import { namesAreNotPublished } from "./names-are-not-published";
import { podsAskTheClusterDns } from "./pods-ask-the-cluster-dns";
import { serviceAddressesAreFromThePool } from "./service-addresses-are-from-the-pool";
import { servicesHaveNoOutsideName } from "./services-have-no-outside-name";
import { servicesOpenNoNodePorts } from "./services-open-no-node-ports";
import { stringsStayInside } from "./strings-stay-inside";

/** The rules on Services, names and addresses. */
export const servicesRules: readonly Rule[] = [
  stringsStayInside,
  podsAskTheClusterDns,
  servicesHaveNoOutsideName,
  endpointsAreInside,
  serviceAddressesAreFromThePool,
  servicesOpenNoNodePorts,
  clusterDnsAsksInside,
  namesAreNotPublished,
  ingressesStayInside,
];
