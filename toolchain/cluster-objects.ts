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

export const storageClass = "simulated";
export const provisioner = "local-cluster/simulated";

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
