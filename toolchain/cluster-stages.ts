import { provisioner, storageClass } from "./cluster-objects";

/** What happens to objects of one kind; `apiGroup` holds the version too. */
export interface Stage {
  readonly spec: {
    readonly resourceRef: { readonly apiGroup: string; readonly kind: string };
    readonly selector: object;
    readonly steps: readonly object[];
  };
}

const stage = (
  name: string,
  [apiGroup, kind]: readonly [group: string, kind: string],
  conditions: string[],
  step: object,
): Stage & Record<string, unknown> => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec: {
    resourceRef: { apiGroup, kind },
    selector: { matchExpressions: conditions.map((expression) => ({ cel: { expression } })) },
    steps: [step],
  },
});

/**
 * Stages for what no controller of a bare control plane does: volumes for claims, addresses for Services of type
 * LoadBalancer, and what pods with webhooks write into their own configurations. An address is the one that MetalLB is
 * asked for, or of 198.51.100.0/24, set aside for documentation, so that none is ever a real one; its last octet is
 * that of the cluster address, unique in the API server's default range 10.0.0.0/24.
 */
export const clusterStages = (): object[] => [
  stage(
    "volume-provision",
    ["v1", "PersistentVolumeClaim"],
    [
      `'volume.kubernetes.io/storage-provisioner' in self.metadata.annotations && self.metadata.annotations['volume.kubernetes.io/storage-provisioner'] == '${provisioner}'`,
      "!has(self.metadata.deletionTimestamp)",
      "!has(self.spec.volumeName)",
    ],
    { apply: { template: volumeTemplate } },
  ),
  stage(
    "volume-delete",
    ["v1", "PersistentVolume"],
    [
      `self.spec.storageClassName == '${storageClass}'`,
      "self.status.phase == 'Released'",
      "!has(self.metadata.deletionTimestamp)",
    ],
    { delete: true },
  ),
  stage(
    "load-balancer-address",
    ["v1", "Service"],
    ["self.spec.type == 'LoadBalancer'", "!has(self.status.loadBalancer.ingress)"],
    { patch: { subresource: "status", root: "status", template: addressTemplate } },
  ),
  ...["Mutating", "Validating"].map((kind) =>
    stage(
      `${kind.toLowerCase()}-webhook-authority`,
      ["admissionregistration.k8s.io/v1", `${kind}WebhookConfiguration`],
      [`${withoutAuthority} || ${kind === "Validating" ? ignoredByIstio : "false"}`],
      { patch: { type: "strategic", template: authorityTemplate(kind === "Validating") } },
    ),
  ),
];

/**
 * Stages for kinds that are no part of Kubernetes: nothing can be watched before its CRD is there.
 * cert-manager's Certificates turn Ready, and no key is ever made.
 */
export const certificateStages = (): Stage[] => [
  stage(
    "certificate-ready",
    ["cert-manager.io/v1", "Certificate"],
    [
      "!has(self.metadata.deletionTimestamp)",
      "!has(self.status) || !has(self.status.conditions) || !self.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
    ],
    { patch: { subresource: "status", root: "status", type: "merge", template: readyTemplate } },
  ),
];

const withoutAuthority =
  "self.webhooks.exists(w, has(w.clientConfig.service) && (!has(w.clientConfig.caBundle) || w.clientConfig.caBundle == ''))";

/** istiod fails what it validates closed once it serves; its webhooks are made with Ignore. */
const ignoredByIstio =
  "(self.metadata.name.startsWith('istio') && self.webhooks.exists(w, w.failurePolicy == 'Ignore'))";

/** Pods write the authority of their own certificate; here it is a text that says what it is. */
const authorityTemplate = (validates: boolean): string => `
webhooks:
{{ range .webhooks }}
- name: {{ .name | Quote }}
  clientConfig:
    caBundle: ${Buffer.from("simulated by the local cluster\n").toString("base64")}
{{ if ${String(validates)} }}{{ if hasPrefix "istio" $.metadata.name }}
  failurePolicy: Fail
{{ end }}{{ end }}
{{ end }}
`;

const readyTemplate = `
conditions:
- type: Ready
  status: "True"
  reason: Simulated
  message: no certificate was made
  lastTransitionTime: {{ Now | Quote }}
  observedGeneration: {{ .metadata.generation }}
`;

/** The claim's own controller binds the two; the volume only has to name the claim. */
const volumeTemplate = `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-{{ .metadata.uid }}
  annotations:
    pv.kubernetes.io/provisioned-by: ${provisioner}
spec:
  accessModes: {{ .spec.accessModes | toJson }}
  capacity:
    storage: {{ .spec.resources.requests.storage | Quote }}
  claimRef:
    apiVersion: v1
    kind: PersistentVolumeClaim
    name: {{ .metadata.name | Quote }}
    namespace: {{ .metadata.namespace | Quote }}
    uid: {{ .metadata.uid | Quote }}
  hostPath:
    path: /simulated/{{ .metadata.uid }}
  persistentVolumeReclaimPolicy: Delete
  storageClassName: ${storageClass}
`;

const addressTemplate = `
loadBalancer:
  ingress:
  - ip: {{ .spec.loadBalancerIP | default (index (.metadata.annotations | default dict) "metallb.io/loadBalancerIPs" | default "" | splitList "," | first) | default (printf "198.51.100.%s" (.spec.clusterIP | splitList "." | last)) | Quote }}
    ipMode: VIP
`;
