import { boundRole, type BoundRole, type Rule } from "./bound-role";

/** The account that Seldon's controller runs as. */
export interface ControllerAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

const all = ["create", "delete", "get", "list", "patch", "update", "watch"];

/**
 * Also the two that live in the controller's namespace alone: it watches every kind in every namespace
 * of its list, and starts over for ever where it may not.
 */
const kinds = [
  "experiments",
  "models",
  "pipelines",
  "seldonconfigs",
  "seldonruntimes",
  "serverconfigs",
  "servers",
];

/**
 * What Seldon's ClusterRole allows in the whole cluster, for one namespace; all of it is namespaced, so
 * nothing is lost. Left out are its rules on the API group `v1`: there is no such group, they allow nothing.
 */
export const controllerRules = (): Rule[] => [
  {
    apiGroups: [""],
    resources: ["configmaps", "secrets", "serviceaccounts", "services"],
    verbs: all,
  },
  { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
  { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs: all },
  {
    apiGroups: ["apps"],
    resources: ["deployments/status", "statefulsets/status"],
    verbs: ["get"],
  },
  { apiGroups: ["mlops.seldon.io"], resources: kinds, verbs: all },
  {
    apiGroups: ["mlops.seldon.io"],
    resources: kinds.map((kind) => `${kind}/finalizers`),
    verbs: ["update"],
  },
  {
    apiGroups: ["mlops.seldon.io"],
    resources: kinds.map((kind) => `${kind}/status`),
    verbs: ["get", "patch", "update"],
  },
  // It gives the runtime's accounts their own Roles; the API server lets nobody hand out more than they have.
  { apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings", "roles"], verbs: all },
];

/** What lets Seldon's controller work in one tenant's namespace, and in no other. */
export const controllerRights = (namespace: string, account: ControllerAccount): BoundRole =>
  boundRole("seldon-controller", namespace, controllerRules(), [
    { kind: "ServiceAccount", name: account.serviceAccount, namespace: account.namespace },
  ]);
