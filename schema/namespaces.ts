/** The platform's own namespaces; no tenant may have one of these names. */
export const platformNamespaces = {
  /** Seldon's controller, and all that it looks up for every tenant. */
  controller: "seldon-system",
  /** istiod, and what holds for the whole mesh. */
  istio: "istio-system",
  /** Privileged, and so apart from istiod. */
  cni: "istio-cni",
  /** The one door that all tenants share. */
  gateway: "istio-ingress",
  metalLb: "metallb-system",
  certManager: "cert-manager",
} as const;
