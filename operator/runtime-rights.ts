import type { Role, RoleBinding, ServiceAccount } from "./objects";

/** Who of a runtime may read which kinds of objects: always every object of the kind in the namespace. */
const rights = [
  {
    role: "agent-role",
    binding: "agent-rolebinding",
    account: "seldon-server",
    resources: ["configmaps", "secrets"],
  },
  {
    role: "hodometer-role",
    binding: "hodometer-rolebinding",
    account: "hodometer",
    resources: ["secrets"],
  },
  {
    role: "seldon-scheduler-role",
    binding: "seldon-scheduler-rolebinding",
    account: "seldon-scheduler",
    resources: ["configmaps", "secrets"],
  },
] as const;

const apiGroup = "rbac.authorization.k8s.io";

/** Made for every runtime, also for components that are disabled. */
export const runtimeRights = (namespace: string): (ServiceAccount | Role | RoleBinding)[] =>
  rights.flatMap(({ role, binding, account, resources }) => [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace } },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "Role",
      metadata: { name: role, namespace },
      rules: resources.map((resource) => ({
        apiGroups: [""],
        resources: [resource],
        verbs: ["get", "list", "watch"],
      })),
    },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "RoleBinding",
      metadata: { name: binding, namespace },
      subjects: [{ kind: "ServiceAccount", name: account, namespace }],
      roleRef: { apiGroup, kind: "Role", name: role },
    },
  ]);
