import { boundRole, type BoundRole, type Rule } from "./bound-role";

/** Whose namespace it is, and what in it the team may be trusted with. */
export interface TeamAccess {
  readonly kind: "serving" | "training";
  /** Groups as the cluster's identity provider names them; at least one. */
  readonly groups: readonly string[];
  /** Names of the Secrets that belong to the team. */
  readonly ownSecrets: readonly string[];
}

const look = ["get", "list", "watch"];
const work = ["create", "delete", "get", "list", "patch", "update", "watch"];
/** kubectl opens these connections as a create or as a get, depending on its version and the server's. */
const connect = ["create", "get"];

/** What tells a team why something does not run, and holds nothing secret. */
const insight: Rule[] = [
  {
    apiGroups: [""],
    resources: [
      "configmaps",
      "events",
      "limitranges",
      "persistentvolumeclaims",
      "pods",
      "pods/log",
      "resourcequotas",
      "services",
    ],
    verbs: look,
  },
  { apiGroups: ["apps"], resources: ["deployments", "replicasets", "statefulsets"], verbs: look },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: look },
  { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: look },
  { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: look },
];

/**
 * No `pods/exec`, attach or ephemeral containers: the scheduler's and the agents' tokens, which lie in
 * their pods, read every Secret of the namespace. Port-forward shows no token, but passes by every
 * NetworkPolicy: it reaches rclone's open port 5572, which knows the storage credentials in use here.
 */
const serving: Rule[] = [
  {
    apiGroups: ["mlops.seldon.io"],
    resources: ["experiments", "models", "pipelines"],
    verbs: work,
  },
  {
    apiGroups: ["mlops.seldon.io"],
    resources: ["models/scale"],
    verbs: ["get", "patch", "update"],
  },
  { apiGroups: ["mlops.seldon.io"], resources: ["seldonruntimes", "servers"], verbs: look },
  { apiGroups: [""], resources: ["pods/portforward"], verbs: connect },
];

/**
 * `pods/exec` is for notebooks, and gives nothing that the pod's own command could not do: all pods here
 * are the team's. For the same reason no Secret here is safe from the team, since a pod may mount any:
 * a training namespace holds the team's own Secrets and the pull secret, and no other.
 */
const training: Rule[] = [
  {
    apiGroups: [""],
    resources: ["configmaps", "persistentvolumeclaims", "pods", "services"],
    verbs: work,
  },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: work },
  { apiGroups: [""], resources: ["pods/exec", "pods/portforward"], verbs: connect },
];

/** A Secret can be created by no rule that has names, so the platform makes them and the team fills them. */
const secrets = (names: readonly string[]): Rule[] =>
  // Without names the rule would be about every Secret.
  names.length === 0
    ? []
    : [
        {
          apiGroups: [""],
          resources: ["secrets"],
          verbs: ["get", "patch", "update"],
          resourceNames: [...names],
        },
      ];

/** What a team may do in its namespace: its own work, and look at the rest; never what limits it. */
export const teamRules = ({ kind, ownSecrets }: Omit<TeamAccess, "groups">): Rule[] => [
  ...(kind === "serving" ? serving : training),
  ...insight,
  ...secrets(ownSecrets),
];

/** What lets a team's groups work in one namespace. */
export const teamRights = (namespace: string, access: TeamAccess): BoundRole =>
  boundRole(
    "team",
    namespace,
    teamRules(access),
    access.groups.map((name) => ({ kind: "Group", name, apiGroup: "rbac.authorization.k8s.io" })),
  );
