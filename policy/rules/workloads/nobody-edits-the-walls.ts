import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import type { Complaint, SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { boundRights, RBAC, rolesOf, type Roles } from "./roles";
import { wallRights } from "./wall-rights";

type Told = Complaint & { readonly object: ObjectName };

/** Whoever may write the walls is held by none of them. */
export const nobodyEditsTheWalls: SetRule = {
  name: "nobody-edits-the-walls",
  description:
    "No right to write policies, namespaces, nodes, webhooks or the mesh, or to take such a right, is given to anybody whom the site does not list.",
  why: "One account that may write a NetworkPolicy, label a namespace or add a webhook undoes what all other rules prove. Judged are bindings of the set, with the roles that lie in it or that every cluster has. Not seen: bindings made by hand, and a role that somebody else binds.",
  severity: "critical",
  remediation:
    "Take the right away, or list the controller with these resources under workloads.mayEditWalls of the site.",
  ways: [74],
  examples: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: helper, namespace: team }
rules: [{ apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [patch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: helper, namespace: team }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: helper }
subjects: [{ kind: ServiceAccount, name: default, namespace: team }]
`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: helper, namespace: team }
rules: [{ apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [get, list, watch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: helper, namespace: team }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: helper }
subjects: [{ kind: ServiceAccount, name: default, namespace: team }]
`,
  },
  binds: "in prod",
  scope: "set",
  check(objects, site) {
    const roles = rolesOf(objects);
    return objects.flatMap((object) => {
      if (isKind(object, RBAC, "ClusterRole")) return ofAggregated(object);
      return isKind(object, RBAC, "RoleBinding", "ClusterRoleBinding")
        ? ofBinding(object, roles, site)
        : [];
    });
  },
};

/** What such a label adds to is bound to people whom the set does not show. */
function ofAggregated(role: KubernetesObject): Told[] {
  const labels = fieldsOf(metadataOf(role).labels);
  const to = ["admin", "edit", "view"].filter(
    (name) => labels[`rbac.authorization.k8s.io/aggregate-to-${name}`] === "true",
  );
  const rights = to.length === 0 ? [] : wallRights(role.rules);
  if (rights.length === 0) return [];
  return [
    {
      object: nameOf(role),
      path: "rules",
      message: `gives everybody who holds ${to.join(" or ")} the right to write ${rights.join(", ")}`,
      remedy: "Remove the right, or the label that adds it.",
    },
  ];
}

function ofBinding(binding: KubernetesObject, roles: Roles, site: Site): Told[] {
  const home = binding.kind === "RoleBinding" ? String(metadataOf(binding).namespace) : undefined;
  const rights = boundRights(binding.roleRef, home, roles);
  if (rights?.length === 0) return [];
  return listOf(binding.subjects).flatMap((subject, index): Told[] => {
    const place = { object: nameOf(binding), path: `subjects[${index}]` };
    const who = `${String(fieldsOf(subject).kind)} ${String(fieldsOf(subject).name)}`;
    if (rights === undefined)
      return [
        {
          ...place,
          path: "roleRef",
          message: `gives ${who} rights that cannot be read: the role is not among the objects, or is filled in on the cluster`,
          remedy: "Bind a role whose rules are written here.",
        },
      ];
    if (isKubernetesOwn(binding, fieldsOf(subject))) return [];
    const allowed = allowedTo(fieldsOf(subject), home, site);
    const beyond = rights.filter((right) => !allowed.includes(right));
    if (beyond.length === 0) return [];
    const where = home === undefined ? "in every namespace" : `in namespace ${home}`;
    return [{ ...place, message: `gives ${who} the right to write ${beyond.join(", ")} ${where}` }];
  });
}

/** Every cluster has this one; it makes the cluster's first administrator. */
const isKubernetesOwn = (binding: KubernetesObject, subject: KubernetesObject): boolean =>
  binding.kind === "ClusterRoleBinding" &&
  metadataOf(binding).name === "cluster-admin" &&
  subject.kind === "Group" &&
  subject.name === "system:masters";

function allowedTo(
  { kind, name, namespace }: KubernetesObject,
  home: string | undefined,
  { workloads }: Site,
): readonly string[] {
  if (kind !== "ServiceAccount") return [];
  const of = textOf(namespace) ?? home;
  return workloads.mayEditWalls
    .filter((editor) => editor.namespace === of && editor.serviceAccount === name)
    .flatMap(({ resources }) => resources);
}
