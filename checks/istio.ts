import type { Check } from "./check";
import { excess } from "./container-resources";

/** A node may go, and in prod neither new pods nor callers may wait for it. */
export const prodRunsTwoOfTheMesh: Check = ({ environment, istio: { enabled, replicas } }) =>
  enabled && environment === "prod"
    ? (["istiod", "gateway"] as const)
        .filter((part) => replicas[part] === 1)
        .map((part) => ({
          path: ["istio", "replicas", part],
          message: "is too few for prod, where a node may fail; write 2 or more, or remove it",
        }))
    : [];

/** istiod cannot sign below a CA that nobody makes. */
export const meshAuthorityIsThere: Check = ({ istio: { enabled, authority }, certManager }) =>
  enabled && authority === "certManager" && !certManager
    ? [
        {
          path: ["istio", "authority"],
          message: "names what is not installed; write certManager, or authority: istiod",
        },
      ]
    : [];

/** Kubernetes refuses a pod whose proxy asks for more than it may use, and the pod goes with it. */
export const proxiesStayBelowTheirLimits: Check = ({ istio: { enabled, proxy } }) =>
  enabled ? excess(proxy, ["istio", "proxy"]) : [];
