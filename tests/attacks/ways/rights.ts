import type { Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { newName } from "./making/names";
import { anywhere, tenants } from "./making/places";
import { way } from "./making/way";

const WRITES = ["create", "update", "patch", "delete", "deletecollection", "*"];

// Who may write one of these may take the walls down, or have them taken down.
const WALLS: readonly (readonly [string, readonly string[]])[] = [
  ["networking.k8s.io", ["networkpolicies"]],
  ["cilium.io", ["ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"]],
  ["crd.projectcalico.org", ["globalnetworkpolicies", "networkpolicies"]],
  ["policy.networking.k8s.io", ["adminnetworkpolicies", "baselineadminnetworkpolicies"]],
  ["admissionregistration.k8s.io", ["mutatingwebhookconfigurations"]],
  ["security.istio.io", ["authorizationpolicies", "peerauthentications"]],
  ["networking.istio.io", ["serviceentries", "sidecars", "envoyfilters"]],
  ["*", ["*"]],
  ["networking.k8s.io", ["*"]],
];

function tooMuch(random: Random): object {
  const [group, resources] = random.pick(WALLS);
  const isNamespaces = random.maybe(20);
  return {
    apiGroups: random.shuffle(isNamespaces ? ["", "apps"] : [group, "apps"]),
    resources: random.shuffle(["configmaps", isNamespaces ? "namespaces" : random.pick(resources)]),
    verbs: random.shuffle([
      "get",
      isNamespaces ? random.pick(["update", "patch", "*"]) : random.pick(WRITES),
    ]),
  };
}

const subject = (random: Random, home: string): object =>
  random.pick([
    { kind: "ServiceAccount", name: "default", namespace: home },
    { kind: "User", name: "somebody", apiGroup: "rbac.authorization.k8s.io" },
    { kind: "Group", name: "ml-fraud", apiGroup: "rbac.authorization.k8s.io" },
    { kind: "Group", name: "system:authenticated", apiGroup: "rbac.authorization.k8s.io" },
    {
      kind: "Group",
      name: `system:serviceaccounts:${home}`,
      apiGroup: "rbac.authorization.k8s.io",
    },
  ]);

const rbac = (kind: string, name: string, home: string | undefined, fields: object) => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind,
  metadata: { name, ...(home !== undefined && { namespace: home }) },
  ...fields,
});

const refTo = (kind: string, name: string) => ({
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name },
});

/** Way 74. */
export const RIGHTS: readonly Way[] = [
  way(74, "nobody-edits-the-walls", "a right to write what shuts", (random, stack) => {
    const home = anywhere(random, stack);
    const name = newName(random);
    const isCluster = random.maybe();
    const rule = tooMuch(random);
    const rules = random.shuffle([
      { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
      rule,
    ]);
    const role = rbac(isCluster ? "ClusterRole" : "Role", name, isCluster ? undefined : home, {
      rules,
    });
    const isWide = isCluster && random.maybe();
    const binding = rbac(
      isWide ? "ClusterRoleBinding" : "RoleBinding",
      `${name}-b`,
      isWide ? undefined : home,
      { ...refTo(role.kind, name), subjects: [subject(random, home)] },
    );
    // In a Role no right to what has no namespace counts.
    const counts = isWide || !/namespaces|webhook|cluster|admin|global/.test(JSON.stringify(rule));
    if (counts) return { what: JSON.stringify(rule), change: added(random, stack, role, binding) };
    const wide = rbac("ClusterRole", name, undefined, { rules });
    const everywhere = rbac("ClusterRoleBinding", `${name}-b`, undefined, {
      ...refTo("ClusterRole", name),
      subjects: [subject(random, home)],
    });
    return { what: JSON.stringify(rule), change: added(random, stack, wide, everywhere) };
  }),
  way(
    74,
    "nobody-edits-the-walls",
    "a role that every cluster has and that may",
    (random, stack) => {
      const home = random.pick(tenants(stack));
      const isWide = random.maybe();
      const role = random.pick(["cluster-admin", "admin", "edit"]);
      const binding = rbac(
        isWide ? "ClusterRoleBinding" : "RoleBinding",
        newName(random),
        isWide ? undefined : home,
        { ...refTo("ClusterRole", role), subjects: [subject(random, home)] },
      );
      return { what: JSON.stringify(binding), change: added(random, stack, binding) };
    },
  ),
  way(74, "nobody-edits-the-walls", "a right to give oneself rights", (random, stack) => {
    const home = random.pick(tenants(stack));
    const name = newName(random);
    const [resources, verb] = random.pick([
      [["clusterroles"], "escalate"],
      [["clusterroles"], "bind"],
    ] as const);
    const role = rbac("ClusterRole", name, undefined, {
      rules: [{ apiGroups: ["rbac.authorization.k8s.io"], resources, verbs: [verb, "update"] }],
    });
    const binding = rbac("ClusterRoleBinding", name, undefined, {
      ...refTo("ClusterRole", name),
      subjects: [subject(random, home)],
    });
    return { what: verb, change: added(random, stack, role, binding) };
  }),
];
