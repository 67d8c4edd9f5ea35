import { groupOf, type KubernetesObject } from "../../kubernetes-object";

// Kubernetes 1.36: groups of which no kind makes pods.
const GROUPS = new Set([
  ...["autoscaling", "policy", "networking.k8s.io", "rbac.authorization.k8s.io"],
  ...["admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io"],
  ...["certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io"],
  ...["flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "node.k8s.io"],
  ...["resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io", "storagemigration.k8s.io"],
  ...["authentication.k8s.io", "authorization.k8s.io", "metrics.k8s.io"],
  // Network plugins: settings, addresses and policies.
  ...["crd.projectcalico.org", "projectcalico.org", "cilium.io", "policy.networking.k8s.io"],
  // Istio; its IstioOperator is in a group of its own, and makes pods.
  ...["networking", "security", "telemetry", "extensions"].map((group) => `${group}.istio.io`),
  // cert-manager; the pods of ACME's HTTP-01 solvers are read from their issuers.
  ...["cert-manager.io", "acme.cert-manager.io"],
  "frrk8s.metallb.io",
]);

const of = (group: string, ...kinds: string[]): string[] => kinds.map((kind) => `${group}/${kind}`);

// Of groups in which some other kinds make pods.
const KINDS = new Set([
  ...of("", "Binding", "ComponentStatus", "ConfigMap", "Endpoints", "Event", "LimitRange"),
  ...of("", "Namespace", "Node", "PersistentVolume", "PersistentVolumeClaim", "PodTemplate"),
  ...of("", "ResourceQuota", "Secret", "Service", "ServiceAccount"),
  ...of("apps", "ControllerRevision"),
  // SeldonRuntime and Server are modelled.
  ...of("mlops.seldon.io", "Model", "Pipeline", "Experiment", "SeldonConfig", "ServerConfig"),
  ...of("mlops.seldon.io", "SeldonRuntime", "Server"),
  // MetalLB's operator has a kind MetalLB, which makes pods.
  ...of("metallb.io", "AddressPool", "BFDProfile", "BGPAdvertisement", "BGPPeer", "Community"),
  ...of("metallb.io", "IPAddressPool", "L2Advertisement", "ServiceBGPStatus", "ServiceL2Status"),
  ...of("metallb.io", "ConfigurationState"),
  // Prometheus, PrometheusAgent, Alertmanager and ThanosRuler make pods.
  ...of("monitoring.coreos.com", "PodMonitor", "ServiceMonitor", "PrometheusRule", "Probe"),
  ...of("monitoring.coreos.com", "ScrapeConfig", "AlertmanagerConfig"),
]);

/** Whether it is known that nobody makes pods of objects of this kind, beside those that are modelled. */
export const makesNoPods = (object: KubernetesObject): boolean => {
  const group = groupOf(object);
  return GROUPS.has(group) || KINDS.has(`${group}/${String(object.kind)}`);
};
