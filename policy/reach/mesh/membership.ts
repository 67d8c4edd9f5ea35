import type { Workload } from "../workload";
import type { Mesh } from "./mesh";

/** A proxy beside the pod's own containers, or one that is the pod. */
export type Proxy = "sidecar" | "gateway";

// Where istiod puts no proxy, whatever labels say (IgnoredNamespaces in istio's pkg/kube/inject).
const left = new Set(["kube-system", "kube-public", "kube-node-lease", "local-path-storage"]);

/**
 * The proxy that Istio's injector puts into the pods of a workload; undefined where it puts none. As the
 * webhooks of chart istiod 1.30 choose: by labels of the namespace, then of the pod, whose label
 * `sidecar.istio.io/inject` wins over its annotation.
 */
export function proxyOf(
  { namespace, labels, annotations, hostNetwork }: Workload,
  { namespaces }: Pick<Mesh, "namespaces">,
): Proxy | undefined {
  if (hostNetwork || left.has(namespace)) return undefined;
  const place = namespaces.get(namespace) ?? {};
  const wish =
    labels["sidecar.istio.io/inject"] ??
    annotations["sidecar.istio.io/inject"] ??
    // cert-manager says so on each of these (its pkg/issuer/acme/http/pod.go).
    (labels["acme.cert-manager.io/http01-solver"] === "true" ? "false" : undefined);
  if (wish === "false") return undefined;
  const injection = place["istio-injection"];
  const isChosen =
    injection === undefined
      ? place["istio.io/rev"] !== undefined ||
        labels["istio.io/rev"] !== undefined ||
        labels["sidecar.istio.io/inject"] === "true"
      : injection === "enabled";
  if (!isChosen) return undefined;
  return annotations["inject.istio.io/templates"]?.split(",").includes("gateway")
    ? "gateway"
    : "sidecar";
}
