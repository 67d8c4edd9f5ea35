import { AddressSet } from "../../../../policy/reach/sets/address-set";
import type { ClusterSet } from "../../../../policy/reach/cluster-set";
import { readNetworkPolicy } from "../../../../policy/reach/policies/network-policy";
import { Reachability } from "../../../../policy/reach/reachability";
import type { Workload } from "../../../../policy/reach/workload";
import type { Random } from "./random-worlds";

/** The same world as the prover sees it; `pods` in the order of the world's. */
export function proverOf({ world, pods }: Random): { prover: Reachability; pods: Workload[] } {
  const workloads = pods.map((pod, index) => ({ ...workload(`pod-${index}`), ...pod }));
  const cluster: ClusterSet = {
    namespaces: new Map(Object.entries(world.namespaces).filter(([name]) => name !== "elsewhere")),
    workloads: workloads.filter(({ isKnown }) => isKnown),
    policies: world.policies.map((policy) => readNetworkPolicy({ ...policy })),
    doubts: [],
    objects: [],
  };
  const places = world.pods?.map((cidr) => AddressSet.parse(cidr));
  const options = {
    blocks: world.reading === "most" ? ("may hold pods" as const) : ("hold no pods" as const),
    pods: places?.reduce((sum, one) => sum.union(one), AddressSet.none),
  };
  return { prover: new Reachability(cluster, options), pods: workloads };
}

/** Of workloads, and of policies of the namespace `team-a`, by their specs. */
export const proverFor = (
  workloads: readonly Workload[],
  specs: readonly object[],
  options?: ConstructorParameters<typeof Reachability>[1],
): Reachability =>
  new Reachability(
    {
      namespaces: new Map(),
      workloads,
      policies: specs.map((spec, index) => readNetworkPolicy(policy(spec, `policy-${index}`))),
      doubts: [],
      objects: [],
    },
    options,
  );

export const policy = (spec: object, name = "policy") => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: "team-a" },
  spec,
});

/** A pod of the namespace `team-a`. */
export const workload = (
  name: string,
  labels: Readonly<Record<string, string>> = {},
  ports: Workload["ports"] = [],
): Workload => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  labels,
  annotations: {},
  ports,
  hostNetwork: false,
  serviceAccount: "default",
  replicas: 1,
  object: { apiVersion: "v1", kind: "Pod", namespace: "team-a", name },
});
