import { parseImage } from "../../images/image-reference";
import { namesIn, pullingPods, type PullingPods } from "../../images/pulling-pods";
import { isKind, metadataOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { SetRule } from "../../rule";

/** Without a login, an image host that asks for one hands out nothing: the pod waits for ever. */
export const pullSecretsAreThere: SetRule = {
  name: "pull-secrets-are-there",
  description:
    "In production each pod that pulls from an image host has a pull secret that is there.",
  why: [
    "A pod without a pull secret, or with one of another namespace, waits for its image for ever, and often somebody",
    "then opens the project to all. The secret is named by the pod or by its ServiceAccount; where Secrets of the",
    "namespace are in the set, it must be one of them; a secret of that name elsewhere does not count. Pods that Seldon's operator makes are judged",
    "where both of the objects that they come from are in the set. Not seen: Secrets and ServiceAccounts that others",
    "make, and whether the login is good.",
  ].join(" "),
  severity: "medium",
  remediation:
    "Name a pull secret of the pod's own namespace in its imagePullSecrets or in those of its ServiceAccount.",
  ways: [18],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/team/web:1.4.2" }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  imagePullSecrets:
    - name: pull
  containers:
    - { name: web, image: "harbor.example/team/web:1.4.2" }
`,
  },
  binds: "in prod",
  scope: "set",
  check: (objects, { imageHosts, environment }) => {
    // Elsewhere images may come from registries that ask nobody for a login.
    if (environment !== "prod") return [];
    const secrets = secretsOf(objects);
    const accounts = accountsOf(objects);
    const told = new Set<string>();
    return pullingPods(objects).flatMap((pods) => {
      if (!pods.images.some((image) => isPulled(image, imageHosts))) return [];
      const ofAccount = accounts.get(`${pods.namespace ?? ""}/${pods.account}`) ?? [];
      const message = whatIsWrong(pods, [...pods.named, ...ofAccount], secrets);
      const { object, path } = pods;
      // All components of a runtime lack the same.
      const key = JSON.stringify([object, path, message]);
      if (message === undefined || told.has(key)) return [];
      told.add(key);
      return [{ object, path, message }];
    });
  },
};

/** `auto` stands for the proxy's image, which comes from the image host as well. */
const isPulled = (image: string, imageHosts: readonly string[]): boolean =>
  image === "auto" || imageHosts.includes(parseImage(image)?.host ?? "");

/** The types of the Secrets of each namespace, by name. */
type Secrets = ReadonlyMap<string, ReadonlyMap<string, string>>;

function secretsOf(objects: readonly KubernetesObject[]): Secrets {
  const secrets = new Map<string, Map<string, string>>();
  for (const object of objects) {
    if (!isKind(object, "", "Secret")) continue;
    const { namespace, name } = metadataOf(object);
    const [place, called] = [textOf(namespace) ?? "", textOf(name) ?? ""];
    const here = secrets.get(place) ?? new Map<string, string>();
    secrets.set(place, here.set(called, textOf(object.type) ?? "Opaque"));
  }
  return secrets;
}

/** Names of the pull secrets of each ServiceAccount, as `namespace/name`. */
const accountsOf = (objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    objects.flatMap((object) => {
      if (!isKind(object, "", "ServiceAccount")) return [];
      const { namespace, name } = metadataOf(object);
      const key = `${textOf(namespace) ?? ""}/${textOf(name) ?? ""}`;
      return [[key, namesIn(object.imagePullSecrets)]];
    }),
  );

function whatIsWrong(
  { namespace = "", account }: PullingPods,
  names: readonly string[],
  secrets: Secrets,
): string | undefined {
  if (names.length === 0)
    return `names no pull secret, and neither does its ServiceAccount ${account}`;
  const here = secrets.get(namespace);
  const problems = names.map((name) => {
    const type = here?.get(name);
    if (type !== undefined)
      return /^kubernetes\.io\/dockerc/.test(type)
        ? undefined
        : `names the Secret ${name}, which is of type ${type} and so no pull secret`;
    const others = [...secrets].filter(([, named]) => named.has(name)).map(([place]) => place);
    if (others.length > 0)
      return `names the pull secret ${name}, which is in namespace ${others.join(", ")} but not in its own`;
    return here === undefined ? undefined : `names the pull secret ${name}, which is not there`;
  });
  // The kubelet tries each; one that is there is enough.
  return problems.includes(undefined) ? undefined : problems[0];
}
