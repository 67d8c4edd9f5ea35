import type { ClusterAccess } from "../schema/cluster";

/** How a person reaches the stack's cluster, whatever their shell points at: the start of each remedy. */
export function kubectl({ kubeconfig, context }: ClusterAccess): string {
  const file = kubeconfig === "~/.kube/config" ? "" : ` --kubeconfig ${kubeconfig}`;
  return `kubectl${file} --context ${context}`;
}
