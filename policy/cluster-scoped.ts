import { fieldsOf, groupOf, isKind, textOf, type KubernetesObject } from "./kubernetes-object";

// Kubernetes 1.36, `kubectl api-resources --namespaced=false`; review kinds left out, as nobody stores them.
const BUILT_IN = new Set([
  "/Namespace",
  "/Node",
  "/PersistentVolume",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "certificates.k8s.io/CertificateSigningRequest",
  "certificates.k8s.io/ClusterTrustBundle",
  "flowcontrol.apiserver.k8s.io/FlowSchema",
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
  "networking.k8s.io/IPAddress",
  "networking.k8s.io/IngressClass",
  "networking.k8s.io/ServiceCIDR",
  "node.k8s.io/RuntimeClass",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "resource.k8s.io/DeviceClass",
  "resource.k8s.io/DeviceTaintRule",
  "resource.k8s.io/ResourceSlice",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/CSINode",
  "storage.k8s.io/StorageClass",
  "storage.k8s.io/VolumeAttachment",
  "storage.k8s.io/VolumeAttributesClass",
  "storagemigration.k8s.io/StorageVersionMigration",
]);

// The same of cert-manager 1.21 and frr-k8s 0.0.21; Seldon, Istio and MetalLB have none.
const CUSTOM = new Set(["cert-manager.io/ClusterIssuer", "frrk8s.metallb.io/FRRNodeState"]);

// The groups in BUILT_IN's neighbourhood whose other kinds all lie in a namespace.
const KNOWN_GROUPS = new Set([
  ...[...BUILT_IN].map((key) => key.slice(0, key.lastIndexOf("/"))),
  ...[
    "apps",
    "autoscaling",
    "batch",
    "policy",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
  ],
  // Custom, and every kind of theirs that is not in CUSTOM lies in a namespace.
  ...["mlops.seldon.io", "metallb.io", "frrk8s.metallb.io", "monitoring.coreos.com"],
  ...["networking", "security", "telemetry", "extensions"].map((group) => `${group}.istio.io`),
  ...["cert-manager.io", "acme.cert-manager.io"],
]);

/** Whether an object that names no namespace would still end up in one. CRDs of the set are asked about their kinds. */
export function needsNamespace(
  object: KubernetesObject,
  set: readonly KubernetesObject[],
): boolean {
  const group = groupOf(object);
  const key = `${group}/${textOf(object.kind) ?? ""}`;
  if (BUILT_IN.has(key) || CUSTOM.has(key)) return false;
  if (KNOWN_GROUPS.has(group)) return true;
  return set.some((crd) => {
    if (!isKind(crd, "apiextensions.k8s.io", "CustomResourceDefinition")) return false;
    const spec = fieldsOf(crd.spec);
    return (
      spec.scope === "Namespaced" &&
      `${String(spec.group)}/${String(fieldsOf(spec.names).kind)}` === key
    );
  });
}
