export interface AlertArgs {
  /** A training tenant has only its quota to watch. */
  readonly kind: "serving" | "training";
  /** Names of the model servers whose restarts count. */
  readonly servers: readonly string[];
  /** Names of the models that must stay loaded. */
  readonly models: readonly string[];
  /** Labels by which Prometheus picks its rules. */
  readonly labels: Readonly<Record<string, string>>;
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly description: string };
}

/**
 * What a tenant's operators are told without asking. Pods, restarts and quota come from
 * kube-state-metrics, with the object's namespace as the label `namespace`; models from Seldon's agents,
 * which the tenant's PodMonitor brings in. Of the custom resources' conditions nothing exports a metric.
 */
export const prometheusRule = (namespace: string, args: AlertArgs) => {
  const rules = [
    ...(args.kind === "serving" ? servingAlerts(namespace, args) : []),
    quotaNearlyFull(namespace),
  ];
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: "seldon-tenant", namespace, labels: { ...args.labels } },
    spec: { groups: [{ name: `seldon-tenant-${namespace}`, rules }] },
  };
};

const servingAlerts = (namespace: string, { servers, models }: AlertArgs): Alert[] => [
  tenantNotReady(namespace),
  ...models.map((model) => modelNotAvailable(namespace, model)),
  ...(servers.length > 0 ? [serverRestarts(namespace, servers)] : []),
];

/** Counts ready pods: Seldon's own Ready stays True while a quota or an admission refuses its pods. */
const tenantNotReady = (namespace: string): Alert => ({
  alert: "SeldonTenantNotReady",
  expr: [
    `kube_statefulset_replicas{namespace="${namespace}"} > kube_statefulset_status_replicas_ready{namespace="${namespace}"}`,
    `kube_deployment_spec_replicas{namespace="${namespace}"} > kube_deployment_status_replicas_available{namespace="${namespace}"}`,
    `absent(kube_statefulset_replicas{namespace="${namespace}",statefulset="seldon-scheduler"})`,
  ].join("\nor\n"),
  // The first pull of a model server's image alone takes minutes.
  for: "15m",
  labels: { severity: "critical", tenant: namespace },
  annotations: {
    summary: `Tenant ${namespace}: {{ $labels.statefulset }}{{ $labels.deployment }} lacks ready pods`,
    description: `It is missing or has fewer ready pods than it should, for 15 minutes. Look at: kubectl -n ${namespace} get seldonruntimes,servers,pods; what refuses or stops pods is in: kubectl -n ${namespace} get events --sort-by=.lastTimestamp`,
  },
});

/** An agent counts each version of a model by itself, as <model>_<version>. */
const modelNotAvailable = (namespace: string, model: string): Alert => ({
  alert: "SeldonModelNotAvailable",
  expr: `(sum(seldon_loaded_model_gauge{namespace="${namespace}",model_internal=~"${model}_[0-9]+"}) or vector(0)) < 1`,
  for: "10m",
  labels: { severity: "critical", tenant: namespace, model },
  annotations: {
    summary: `Tenant ${namespace}: model ${model} is loaded on no server`,
    description: `No agent that Prometheus can scrape has had it loaded for 10 minutes. The reason is in: kubectl -n ${namespace} describe model ${model}`,
  },
});

const serverRestarts = (namespace: string, servers: readonly string[]): Alert => ({
  alert: "SeldonServerRestarts",
  expr: `increase(kube_pod_container_status_restarts_total{namespace="${namespace}",pod=~"(${servers.join("|")})-[0-9]+"}[30m]) > 2`,
  labels: { severity: "warning", tenant: namespace },
  annotations: {
    summary: `Tenant ${namespace}: {{ $labels.container }} of {{ $labels.pod }} keeps restarting`,
    description: `It restarted {{ $value | humanize }} times in 30 minutes. Its last words: kubectl -n ${namespace} logs {{ $labels.pod }} -c {{ $labels.container }} --previous; whether memory ran out: kubectl -n ${namespace} describe pod {{ $labels.pod }}`,
  },
});

/** A full quota refuses pods without a word to whoever asked for them, at the next update above all. */
const quotaNearlyFull = (namespace: string): Alert => ({
  alert: "SeldonQuotaNearlyFull",
  expr: `kube_resourcequota{namespace="${namespace}",type="used"} / ignoring(type) (kube_resourcequota{namespace="${namespace}",type="hard"} > 0) > 0.9`,
  for: "15m",
  labels: { severity: "warning", tenant: namespace },
  annotations: {
    summary: `Tenant ${namespace}: {{ $labels.resource }} of the quota is used to {{ $value | humanizePercentage }}`,
    description: `At 100% new pods are refused. Who uses it: kubectl -n ${namespace} describe resourcequota {{ $labels.resourcequota }}; more is given by the tenant's quota in the stack file`,
  },
});
