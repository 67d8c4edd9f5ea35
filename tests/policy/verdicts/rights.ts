import { named, type Raw } from "./stack";

const RBAC = "rbac.authorization.k8s.io";

/** A Role and its binding. */
export const rights = (home: string, name: string, rule: object, subject: object): Raw[] => [
  { apiVersion: `${RBAC}/v1`, kind: "Role", ...named(name, home), rules: [rule] },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "RoleBinding",
    ...named(name, home),
    roleRef: { apiGroup: RBAC, kind: "Role", name },
    subjects: [subject],
  },
];

export const group = (name: string) => ({ kind: "Group", name, apiGroup: RBAC });
