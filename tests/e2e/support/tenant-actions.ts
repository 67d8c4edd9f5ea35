const changes = ["create", "update", "patch", "delete"];
const looks = ["get", "list", "watch"];
const revise = ["get", "update", "patch"];
const verbs = [...changes, ...looks];

const each = (actions: readonly string[], ...resources: string[]): string[] =>
  resources.flatMap((resource) => actions.map((verb) => `${verb} ${resource}`));

const ofSeldon = (...kinds: string[]) => kinds.map((kind) => `${kind}.mlops.seldon.io`);
const roles = ["roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io"];
const watched = ofSeldon(
  ...["models", "experiments", "pipelines", "servers"],
  ...["seldonruntimes", "seldonconfigs", "serverconfigs"],
);

/** What Seldon's controller does in a tenant, read from its code: it watches, makes and removes. */
export const controllerNeeds: readonly string[] = [
  ...each(looks, ...watched),
  ...each(["update"], ...watched.map((kind) => `${kind}/finalizers`)),
  ...each(revise, ...watched.map((kind) => `${kind}/status`)),
  ...each(verbs, "services", "configmaps", "serviceaccounts", "secrets"),
  ...each(verbs, "deployments.apps", "statefulsets.apps"),
  ...each(verbs, ...roles),
  ...each(["create", "patch"], "events"),
];

/** What limits a team, what is not its own, and what would lead round either. */
export const limits: readonly string[] = [
  ...each(changes, "networkpolicies.networking.k8s.io", "resourcequotas", "limitranges"),
  ...each([...verbs, "bind", "escalate"], ...roles),
  ...each(verbs, "secrets", "secrets#harbor-registry-secret"),
  ...each(changes, "serviceaccounts", "serviceaccounts/token"),
  ...each(changes, ...ofSeldon("servers", "seldonruntimes")),
  ...each(["create", "get"], "pods/attach", "pods/proxy", "services/proxy"),
  ...each(["update", "patch"], "pods/ephemeralcontainers"),
  ...each(["impersonate"], "serviceaccounts"),
];

export const ownSecret = (name: string): string[] => each(revise, `secrets#${name}`);

export const servingWork: readonly string[] = [
  ...each(verbs, ...ofSeldon("models", "experiments", "pipelines")),
  ...each(revise, "models.mlops.seldon.io/scale"),
];

export const trainingWork: readonly string[] = [
  ...each(verbs, "pods", "services", "configmaps", "persistentvolumeclaims"),
  ...each(verbs, "jobs.batch", "cronjobs.batch"),
  ...each(["create"], "pods/exec"),
];

export const inspection: readonly string[] = [
  ...each(looks, "pods", "pods/log", "services", "events", "configmaps", "persistentvolumeclaims"),
  ...each(looks, "resourcequotas", "limitranges", "networkpolicies.networking.k8s.io"),
  ...each(looks, "deployments.apps", "statefulsets.apps", "replicasets.apps"),
  ...each(looks, "horizontalpodautoscalers.autoscaling", "events.events.k8s.io"),
  ...each(["create"], "pods/portforward"),
];
