/** What a Role lets its subjects do. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  /** Left out for every object of these kinds; an empty list would mean the same, so it is never written. */
  resourceNames?: string[];
}

/** Whom a Role is given to: an account of the cluster, or a group of the cluster's identity provider. */
export type Subject =
  | { kind: "ServiceAccount"; name: string; namespace: string }
  | { kind: "Group"; name: string; apiGroup: "rbac.authorization.k8s.io" };

/** A Role and the one binding that gives it away. */
export type BoundRole = ReturnType<typeof boundRole>;

const apiGroup = "rbac.authorization.k8s.io";

/** A Role of one namespace with its binding, which has the same name. */
export function boundRole(name: string, namespace: string, rules: Rule[], subjects: Subject[]) {
  const metadata = { name, namespace };
  const apiVersion = `${apiGroup}/v1` as const;
  return {
    role: { apiVersion, kind: "Role" as const, metadata, rules },
    binding: {
      apiVersion,
      kind: "RoleBinding" as const,
      metadata,
      roleRef: { apiGroup, kind: "Role", name },
      subjects,
    },
  };
}
