/** A cluster's furniture: what a fresh control plane lacks and every real cluster has. */
export const clusterObjects = (nodes: number): object[] => [
  ...Array.from({ length: nodes }, (_, index) => node(`node-${index}`)),
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name: storageClass,
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
    },
    provisioner,
    reclaimPolicy: "Delete",
    volumeBindingMode: "Immediate",
  },
];

const storageClass = "simulated";
const provisioner = "local-cluster/simulated";

const node = (name: string): object => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name,
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
    },
  },
});

const stage = (name: string, kind: string, conditions: string[], step: object): object => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: "v1", kind },
    selector: { matchExpressions: conditions.map((expression) => ({ cel: { expression } })) },
    steps: [step],
  },
});

/**
 * Stages for what no controller of a bare control plane does: volumes for claims, and addresses for Services of type
 * LoadBalancer. The addresses come from 198.51.100.0/24, set aside for documentation, so that none is ever a real one;
 * the last octet is that of the cluster address, unique in the API server's default range 10.0.0.0/24.
 */
export const clusterStages = (): object[] => [
  stage(
    "volume-provision",
    "PersistentVolumeClaim",
    [
      `'volume.kubernetes.io/storage-provisioner' in self.metadata.annotations && self.metadata.annotations['volume.kubernetes.io/storage-provisioner'] == '${provisioner}'`,
      "!has(self.metadata.deletionTimestamp)",
      "!has(self.spec.volumeName)",
    ],
    { apply: { template: volumeTemplate } },
  ),
  stage(
    "volume-delete",
    "PersistentVolume",
    [
      `self.spec.storageClassName == '${storageClass}'`,
      "self.status.phase == 'Released'",
      "!has(self.metadata.deletionTimestamp)",
    ],
    { delete: true },
  ),
  stage(
    "load-balancer-address",
    "Service",
    ["self.spec.type == 'LoadBalancer'", "!has(self.status.loadBalancer.ingress)"],
    { patch: { subresource: "status", root: "status", template: addressTemplate } },
  ),
];

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
  - ip: {{ .spec.loadBalancerIP | default (printf "198.51.100.%s" (.spec.clusterIP | splitList "." | last)) | Quote }}
    ipMode: VIP
`;
