import { fieldsOf, isKind, metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { wallRights } from "./wall-rights";

/** The group of roles and bindings. */
export const RBAC = "rbac.authorization.k8s.io";

/** The roles of a set, by what a binding calls them. */
export type Roles = ReadonlyMap<string, KubernetesObject>;

export const rolesOf = (objects: readonly KubernetesObject[]): Roles =>
  new Map(
    objects
      .filter((object) => isKind(object, RBAC, "Role", "ClusterRole"))
      .map((role) => {
        const { name, namespace } = metadataOf(role);
        return [keyOf(role.kind, name, namespace), role];
      }),
  );

const keyOf = (kind: unknown, name: unknown, namespace: unknown): string =>
  `${kind === "Role" ? `Role ${String(namespace)}` : "ClusterRole"}/${String(name)}`;

/** Roles that every cluster has, with what they let their holders do to the walls. */
const EVERYWHERE: ReadonlyMap<string, readonly string[]> = new Map([
  ["ClusterRole/cluster-admin", ["*.*"]],
  ["ClusterRole/admin", ["networkpolicies.networking.k8s.io"]],
  ["ClusterRole/edit", ["networkpolicies.networking.k8s.io"]],
  ["ClusterRole/view", []],
  ["ClusterRole/system:auth-delegator", []],
  ["ClusterRole/system:basic-user", []],
  ["ClusterRole/system:discovery", []],
  ["ClusterRole/system:public-info-viewer", []],
  ["Role kube-system/extension-apiserver-authentication-reader", []],
]);

/** What the role of a binding lets its holders do to the walls; undefined where that cannot be read. */
export function boundRights(
  roleRef: unknown,
  home: string | undefined,
  roles: Roles,
): readonly string[] | undefined {
  const { kind, name } = fieldsOf(roleRef);
  const key = keyOf(kind, name, home);
  const role = roles.get(key);
  if (role === undefined) return EVERYWHERE.get(key);
  const isFilledIn = role.aggregationRule !== undefined && role.aggregationRule !== null;
  return isFilledIn ? undefined : wallRights(role.rules);
}
