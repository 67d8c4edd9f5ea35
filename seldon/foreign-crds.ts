/** A CRD of an operator that the platform uses and does not install. */
export interface ForeignCrd {
  /** plural.group, as the cluster names it. */
  readonly name: string;
  readonly kind: string;
  readonly version: string;
  readonly owner: string;
  /** The key of the stack file that makes objects of this kind. */
  readonly key: string;
}

const certManager = (plural: string, kind: string): ForeignCrd => ({
  name: `${plural}.cert-manager.io`,
  kind,
  version: "v1",
  owner: "cert-manager",
  key: "seldon.controlPlaneTls",
});

const prometheus = (plural: string, kind: string): ForeignCrd => ({
  name: `${plural}.monitoring.coreos.com`,
  kind,
  version: "v1",
  owner: "the Prometheus operator",
  key: "monitoring",
});

/** What a stack's choices need on its cluster; values as written or as parsed. */
export const foreignCrds = ({
  certManager: own,
  monitoring,
  seldon,
}: {
  /** The platform's own cert-manager, whose CRDs the crds project brings. */
  readonly certManager?: unknown;
  readonly monitoring?: unknown;
  readonly seldon?: { readonly controlPlaneTls?: unknown } | null | undefined;
}): ForeignCrd[] => [
  ...(seldon?.controlPlaneTls && !own ? [certManager("certificates", "Certificate")] : []),
  ...(monitoring
    ? [
        prometheus("podmonitors", "PodMonitor"),
        prometheus("prometheusrules", "PrometheusRule"),
        prometheus("servicemonitors", "ServiceMonitor"),
      ]
    : []),
];
