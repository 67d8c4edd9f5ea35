import type { Istio } from "../schema/istio";
import { completeResources, type CompleteResources } from "../seldon/container-resources";

/** What the schema gives where nothing is said, for the amounts that are not said among others. */
const usual: CompleteResources = {
  requests: { cpu: "20m", memory: "64Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};

/** What the proxy beside each pod asks for: all four amounts, so that no quota refuses its pod. */
export const proxyResources = ({ proxy }: Pick<Istio, "proxy">): CompleteResources =>
  completeResources(usual, proxy);
