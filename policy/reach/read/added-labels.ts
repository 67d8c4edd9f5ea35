// On pods, by Kubernetes' controllers: https://kubernetes.io/docs/reference/labels-annotations-taints/
const BY_CONTROLLERS = new Set([
  "pod-template-hash",
  "controller-revision-hash",
  "pod-template-generation",
  "statefulset.kubernetes.io/pod-name",
  "apps.kubernetes.io/pod-index",
  "controller-uid",
  "job-name",
]);
const BATCH = "batch.kubernetes.io/";

// On the pods of ACME's HTTP-01 solvers, as hashes: cert-manager's pkg/apis/acme/v1/const.go.
const BY_SOLVERS = new Set(["acme.cert-manager.io/http-domain", "acme.cert-manager.io/http-token"]);

// On pods, by Istio's injector: metadata.labels of the templates in its ConfigMap istio-sidecar-injector
// (manifests/charts/istio-control/istio-discovery/files/injection-template.yaml of 1.30).
const BY_INJECTOR = new Set([
  "security.istio.io/tlsMode",
  "networking.istio.io/tunnel",
  "service.istio.io/canonical-name",
  "service.istio.io/canonical-revision",
]);

const SETS = [BY_CONTROLLERS, BY_SOLVERS, BY_INJECTOR];

/** Whether a controller or Istio's injector writes this label onto pods: no template promises its value. */
export const isAddedLabel = (key: string): boolean =>
  key.startsWith(BATCH) || SETS.some((set) => set.has(key));

/** The labels that a workload's template gives its pods. */
export const ownLabels = (
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !isAddedLabel(key)));
