import { groupOf, isKind, type KubernetesObject } from "../../kubernetes-object";

// Every kind of these that bears the word decides or redirects traffic: CiliumNetworkPolicy,
// CiliumClusterwideNetworkPolicy, CiliumEgressGatewayPolicy, GlobalNetworkPolicy, …
const PLUGIN_GROUPS = new Set(["cilium.io", "crd.projectcalico.org", "projectcalico.org"]);

/** A kind that allows or denies traffic beside Kubernetes' NetworkPolicy; the prover evaluates none of them. */
export function isForeignPolicy(object: KubernetesObject): boolean {
  const group = groupOf(object);
  const kind = String(object.kind);
  // AdminNetworkPolicy, BaselineAdminNetworkPolicy, ClusterNetworkPolicy
  if (group === "policy.networking.k8s.io") return true;
  if (PLUGIN_GROUPS.has(group)) return kind.endsWith("Policy");
  // Also the long-gone extensions/v1beta1, and what Antrea, OVN and others call theirs.
  return (
    /(NetworkPolicy|EgressFirewall)$/.test(kind) &&
    !isKind(object, "networking.k8s.io", "NetworkPolicy")
  );
}
