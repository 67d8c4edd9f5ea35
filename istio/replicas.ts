import type { Istio } from "../schema/istio";
import type { Platform } from "../schema/platform";

/** Where nothing is said: two of each in prod, so that a node may go; one in dev. */
export const replicasOf = (
  { replicas: { istiod, gateway } }: Pick<Istio, "replicas">,
  environment: Platform["environment"],
) => {
  const usual = environment === "prod" ? 2 : 1;
  return { istiod: istiod ?? usual, gateway: gateway ?? usual };
};

/** Pods of one workload on different nodes, as far as there are nodes: a single one may hold them all. */
export const spread = (replicas: number, labels: Readonly<Record<string, string>>) =>
  replicas > 1
    ? [
        {
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: labels },
        },
      ]
    : [];
