// What the operator makes, as far as it states it: type aliases, so that each is also a plain record.

export type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** Canonical Kubernetes quantities by resource: `{ cpu: "500m", memory: "1Gi" }`. */
export type Quantities = Readonly<Record<string, string>>;

/** A container with all its pod fields; named here are those that the project reads. */
export type Container = Fields & {
  readonly name: string;
  readonly image?: string;
  readonly ports?: readonly (Fields & {
    readonly containerPort: number;
    readonly name?: string;
    readonly protocol: string;
  })[];
  readonly env?: readonly (Fields & { readonly name: string; readonly value?: string })[];
  readonly resources: { readonly limits?: Quantities; readonly requests?: Quantities };
  readonly securityContext?: Fields;
};

/** A pod spec with all its fields; named here are those that the project reads. */
export type PodSpec = Fields & {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  readonly volumes?: readonly (Fields & { readonly name: string })[];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly securityContext?: Fields;
};

export type Metadata = {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
};

type WorkloadSpec = {
  readonly replicas: number;
  readonly selector: { readonly matchLabels: Labels };
  readonly template: { readonly metadata: Metadata; readonly spec: PodSpec };
};

export type Deployment = {
  readonly apiVersion: "apps/v1";
  readonly kind: "Deployment";
  readonly metadata: Metadata;
  readonly spec: WorkloadSpec;
};

/** The spec of a claim; `storageClassName` absent means the cluster's default class. */
export type ClaimSpec = Fields & {
  readonly accessModes?: readonly string[];
  readonly storageClassName?: string;
  readonly resources?: { readonly limits?: Quantities; readonly requests?: Quantities };
};

export type StatefulSet = {
  readonly apiVersion: "apps/v1";
  readonly kind: "StatefulSet";
  readonly metadata: Metadata;
  readonly spec: WorkloadSpec & {
    readonly serviceName: string;
    readonly podManagementPolicy: "Parallel";
    readonly persistentVolumeClaimRetentionPolicy?: Fields;
    readonly volumeClaimTemplates?: readonly {
      readonly metadata: { readonly name: string };
      readonly spec: ClaimSpec;
    }[];
  };
};

/** `targetPort` absent means the same number; `protocol` absent means TCP. */
export type ServicePort = {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: string;
  readonly protocol?: "TCP";
};

/** `type` absent means ClusterIP, the API server's default. */
export type Service = {
  readonly apiVersion: "v1";
  readonly kind: "Service";
  readonly metadata: Metadata;
  readonly spec: {
    readonly selector: Labels;
    readonly ports: readonly ServicePort[];
    readonly type?: string;
    readonly clusterIP?: "None";
  };
};

export type ServiceAccount = {
  readonly apiVersion: "v1";
  readonly kind: "ServiceAccount";
  readonly metadata: Metadata;
};

export type Role = {
  readonly apiVersion: "rbac.authorization.k8s.io/v1";
  readonly kind: "Role";
  readonly metadata: Metadata;
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
};

export type RoleBinding = {
  readonly apiVersion: "rbac.authorization.k8s.io/v1";
  readonly kind: "RoleBinding";
  readonly metadata: Metadata;
  readonly subjects: readonly {
    readonly kind: "ServiceAccount";
    readonly name: string;
    readonly namespace: string;
  }[];
  readonly roleRef: { readonly apiGroup: string; readonly kind: "Role"; readonly name: string };
};

export type ConfigMap = {
  readonly apiVersion: "v1";
  readonly kind: "ConfigMap";
  readonly metadata: Metadata;
  readonly data: Readonly<Record<string, string>>;
};

/** Anything that the operator creates in a tenant's namespace. */
export type KubernetesObject =
  Deployment | StatefulSet | Service | ServiceAccount | Role | RoleBinding | ConfigMap;
