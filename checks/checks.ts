import { charts } from "../versions";
import { addOnsAreApart } from "./add-ons";
import {
  addressesAreUsedOnce,
  theLoadBalancerOutsideIsInNoPool,
  metalLbAddressesAreInAPool,
  nodePortsAreInTheirRange,
  nodePortsAreUsedOnce,
} from "./addresses";
import { metalLbSettingsFitItsMode, peersFitTogether } from "./bgp";
import {
  acmeServerIsOutsideThePlatform,
  acmeServerIsWithinReach,
  intermediateCanBeRead,
  prodAsksNoAcmeServer,
  theAuthorityIsGiven,
} from "./certificates";
import type { Check } from "./check";
import { requestsStayBelowLimits } from "./container-resources";
import {
  experimentsHaveNamesOfTheirOwn,
  experimentsNameWhatIsThere,
  experimentsShareOutAllCalls,
} from "./experiments";
import {
  directHasNoTls,
  gatewaysNeedIstio,
  hardwareLoadBalancersHaveMembers,
  ingressControllersAreApart,
  metalLbHasAnAddressToGive,
  metalLbIsAlone,
  metalLbWaysNeedMetalLb,
} from "./exposure";
import {
  directKeysGoWithDirect,
  exposureKeysAreRead,
  hostsAreOneTenantsEach,
  prodLetsInKnownCallers,
  tlsHasACertificate,
  trainingHasNoWayIn,
} from "./exposure-keys";
import { meshAuthorityIsThere, prodRunsTwoOfTheMesh, proxiesStayBelowTheirLimits } from "./istio";
import { brokersAreWithinReach, prodBrokersAreInside, prodKeepsCopiesOfTopics } from "./kafka";
import { modelsFitTheirServers, modelsHaveAServer } from "./model-servers";
import {
  poolsDoNotOverlap,
  poolsHaveNamesOfTheirOwn,
  poolsHoldNoAddressInUse,
  prodPoolsArePrivate,
  rangesStartBeforeTheyEnd,
} from "./metal-lb";
import { prodStoresAreInside } from "./model-stores";
import { modelsComeFromModelStores } from "./model-uris";
import { modelsHaveNamesOfTheirOwn, modelsScaleWithinBounds, modelsTakeWholeBytes } from "./models";
import { monitoringIsNoNamespaceOfThePlatform, monitorLabelsHaveLegalKeys } from "./monitoring";
import { nodeLocalDnsIsOnTheNode } from "./node-local-dns";
import { prodUsageReceiversAreInside, usageReceiversAreWithinReach } from "./usage-receivers";
import {
  pipelinesAreConnected,
  pipelinesHaveKafka,
  pipelinesHaveNamesOfTheirOwn,
} from "./pipelines";
import {
  containerAmountsAreInOrder,
  quotaProfilesExist,
  quotasLimitWhatKubernetesCounts,
} from "./quota";
import { quotasHoldWhatSeldonMakes } from "./quota-fits";
import { prodNamesARegistry } from "./registry";
import { forceGoesWithRetirement } from "./retirement";
import {
  makersArePullersOfNothing,
  prodMakesRobotsByTls,
  robotsHaveAProject,
  robotsHaveNamesThatHarborTakes,
} from "./robots";
import {
  gatewaysNeedKafka,
  kafkaLoginIsEncrypted,
  tenantsCountNoMoreThanTheStack,
  trainingServesNothing,
} from "./runtime";
import {
  customServersAreDescribed,
  serverConfigsFitTheirServers,
  serverPodsCanBeMade,
  serverVariablesTakeEffect,
} from "./server-pods";
import {
  serverNamesCanBeUsed,
  serverReplicasFitTheirBounds,
  serversHaveNamesOfTheirOwn,
} from "./servers";
import {
  loginsAreToModelStores,
  loginsDiffer,
  parametersAreNoSecrets,
  parametersFitTheirLogin,
} from "./storage";
import { targetsAreOutsideThePlatform } from "./targets";
import { someTenantIsServed, tenantsHaveNamesOfTheirOwn } from "./tenants";
import { collectorIsWithinReach, prodCollectorIsInside } from "./tracing";

/** Everything that no single key can know. */
export const checks: readonly Check[] = [
  prodNamesARegistry,
  tenantsHaveNamesOfTheirOwn,
  someTenantIsServed,
  nodeLocalDnsIsOnTheNode,
  gatewaysNeedKafka,
  kafkaLoginIsEncrypted,
  tenantsCountNoMoreThanTheStack,
  trainingServesNothing,
  serversHaveNamesOfTheirOwn,
  serverNamesCanBeUsed,
  serverReplicasFitTheirBounds,
  customServersAreDescribed,
  serverConfigsFitTheirServers,
  serverVariablesTakeEffect,
  serverPodsCanBeMade,
  requestsStayBelowLimits,
  brokersAreWithinReach,
  prodBrokersAreInside,
  prodKeepsCopiesOfTopics,
  collectorIsWithinReach,
  prodCollectorIsInside,
  targetsAreOutsideThePlatform,
  monitoringIsNoNamespaceOfThePlatform,
  monitorLabelsHaveLegalKeys,
  addOnsAreApart,
  prodStoresAreInside,
  loginsDiffer,
  loginsAreToModelStores,
  parametersAreNoSecrets,
  parametersFitTheirLogin,
  modelsHaveNamesOfTheirOwn,
  modelsScaleWithinBounds,
  modelsTakeWholeBytes,
  modelsComeFromModelStores,
  modelsHaveAServer,
  modelsFitTheirServers,
  experimentsHaveNamesOfTheirOwn,
  experimentsShareOutAllCalls,
  experimentsNameWhatIsThere,
  pipelinesHaveKafka,
  pipelinesHaveNamesOfTheirOwn,
  pipelinesAreConnected,
  forceGoesWithRetirement,
  quotaProfilesExist,
  quotasLimitWhatKubernetesCounts,
  containerAmountsAreInOrder,
  quotasHoldWhatSeldonMakes(charts.seldonSetup.version),
  poolsHaveNamesOfTheirOwn,
  rangesStartBeforeTheyEnd,
  poolsDoNotOverlap,
  prodPoolsArePrivate,
  poolsHoldNoAddressInUse,
  metalLbSettingsFitItsMode,
  peersFitTogether,
  prodAsksNoAcmeServer,
  acmeServerIsWithinReach,
  acmeServerIsOutsideThePlatform,
  intermediateCanBeRead,
  theAuthorityIsGiven,
  gatewaysNeedIstio,
  metalLbWaysNeedMetalLb,
  metalLbIsAlone,
  metalLbHasAnAddressToGive,
  hardwareLoadBalancersHaveMembers,
  directHasNoTls,
  ingressControllersAreApart,
  hostsAreOneTenantsEach,
  directKeysGoWithDirect,
  exposureKeysAreRead,
  tlsHasACertificate,
  prodLetsInKnownCallers,
  trainingHasNoWayIn,
  addressesAreUsedOnce,
  nodePortsAreUsedOnce,
  nodePortsAreInTheirRange,
  metalLbAddressesAreInAPool,
  theLoadBalancerOutsideIsInNoPool,
  prodRunsTwoOfTheMesh,
  meshAuthorityIsThere,
  proxiesStayBelowTheirLimits,
  robotsHaveAProject,
  makersArePullersOfNothing,
  prodMakesRobotsByTls,
  robotsHaveNamesThatHarborTakes,
  usageReceiversAreWithinReach,
  prodUsageReceiversAreInside,
];
