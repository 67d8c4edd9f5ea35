import { isServed, needsGateway, usesOf, wayInOf } from "../exposure/ways-in";
import type { WayIn } from "../schema/exposure";
import type { Path } from "../schema/path";
import type { CheckedPart } from "../schema/platform";
import type { Check } from "./check";
import { ownNamespaces } from "./own-namespaces";

/** Says something about each word that some tenant is reached by, at the key where it is written. */
const aboutWays =
  (complaint: (word: WayIn, platform: CheckedPart) => string | undefined): Check =>
  (platform) => {
    const chosen = new Map<string, { word: WayIn; path: Path }>();
    for (const [index, tenant] of platform.tenants.entries()) {
      if (!isServed(tenant)) continue;
      const path = [...(tenant.exposure.type ? ["tenants", index] : []), "exposure", "type"];
      chosen.set(path.join("."), { word: wayInOf(tenant, platform), path });
    }
    return [...chosen.values()].flatMap(({ word, path }) => {
      const message = complaint(word, platform);
      return message === undefined ? [] : [{ path, message }];
    });
  };

/** Nobody would listen at the Service. */
export const gatewaysNeedIstio = aboutWays((word, { istio }) =>
  needsGateway(word) && !istio.enabled
    ? "is a way through Istio's gateway, and istio.enabled is false; set it to true, or choose direct, ingressNginx or none"
    : undefined,
);

/** The Service would wait for an address for ever. */
export const metalLbWaysNeedMetalLb = aboutWays((word, { metalLb }) =>
  word === "metalLb" && metalLb === undefined
    ? "is a way by MetalLB, which is not installed; write metalLb with its pools, or choose another way"
    : undefined,
);

/** Both answer for every Service of type LoadBalancer. */
export const metalLbIsAlone = aboutWays((word, { metalLb }) =>
  word === "cloudLoadBalancer" && metalLb !== undefined
    ? "is the cloud's load balancer, and metalLb would answer for the same Services; remove metalLb, or choose the way in metalLb"
    : undefined,
);

/** MetalLB gives nothing unasked out of such pools: the Service would wait for ever. */
export const metalLbHasAnAddressToGive = aboutWays((word, { metalLb, exposure, tenants }) => {
  if (!metalLb || metalLb.pools.some(({ autoAssign }) => autoAssign)) return undefined;
  if (word === "metalLb" && exposure.address === undefined)
    return "is without an address, since no pool of metalLb has autoAssign; write exposure.address, or let a pool give addresses by itself";
  const waits = tenants.find(
    (tenant) => wayInOf(tenant, { exposure }) === "direct" && tenant.exposure.address === undefined,
  );
  return word === "direct" && exposure.direct.service === "loadBalancer" && waits
    ? `is without an address for tenant ${waits.name}, since no pool of metalLb has autoAssign; write exposure.address of the tenant, or let a pool give addresses by itself`
    : undefined;
});

/** Its list of members would be empty. */
export const hardwareLoadBalancersHaveMembers = aboutWays((word, { cluster }) =>
  word === "hardwareLoadBalancer" && cluster?.nodes.length === 0
    ? "is a load balancer outside the cluster, and cluster.nodes names no member for it; list name and address of each node there"
    : undefined,
);

/** Seldon's Envoy itself answers, and it has no certificate. */
export const directHasNoTls = aboutWays((word, { exposure }) =>
  word === "direct" && exposure.tls
    ? "is a way without TLS, and exposure.tls asks for it; choose another way, or remove exposure.tls"
    : undefined,
);

/** Whatever runs beside the ingress controller reaches the models of every tenant. */
export const ingressControllersAreApart: Check = (platform) => {
  const { exposure } = platform;
  return usesOf(platform).has("ingressNginx") &&
    ownNamespaces(platform).includes(exposure.ingress.namespace)
    ? [
        {
          path: ["exposure", "ingress", "namespace"],
          message:
            "is a namespace of this platform, and an ingress controller reaches every tenant's models; run it in a namespace of its own",
        },
      ]
    : [];
};
