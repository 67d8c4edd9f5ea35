import {
  fieldsOf,
  groupOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { called } from "./called";
import { fieldsWithin } from "./fields-within";

const CLOUD = "is a store of secrets that the gate cannot place inside";

// Stores that are wherever their settings say; each other kind is a cloud, or has one as its default.
const SELF_HOSTED: ReadonlySet<string> = new Set(["kubernetes", "vault", "fake", "crd"]);

const GENERATOR_GROUP = "generators.external-secrets.io";
const OTHER_GENERATORS = [
  ...["ACRAccessToken", "ClusterGenerator", "CloudsmithAccessToken", "ECRAuthorizationToken"],
  ...["GCRAccessToken", "GithubAccessToken", "Grafana", "MFA", "QuayAccessToken"],
  ...["STSSessionToken", "VaultDynamicSecret", "Webhook"],
];

/** Who keeps the secrets is asked for them from inside of the cluster, again and again. */
export const secretStoresAreInside: ObjectRule = {
  name: "secret-stores-are-inside",
  description: "Secrets come from the cluster, or from a Vault inside.",
  why: "A SecretStore or SecretProviderClass makes a controller or a driver on the node call its store; most kinds are clouds. What the store hands out is not seen.",
  severity: "high",
  remediation: "Use the providers kubernetes or vault, with a server inside.",
  ways: [58],
  scope: "object",
  kinds: new Set([
    "external-secrets.io/SecretStore",
    "external-secrets.io/ClusterSecretStore",
    "secrets-store.csi.x-k8s.io/SecretProviderClass",
    ...OTHER_GENERATORS.map((kind) => `${GENERATOR_GROUP}/${kind}`),
  ]),
  check(object, site) {
    const { provider, parameters } = fieldsOf(object.spec);
    if (groupOf(object) === GENERATOR_GROUP) return [{ path: "kind", message: CLOUD }];
    if (isKind(object, "secrets-store.csi.x-k8s.io", "SecretProviderClass"))
      return provider === "vault"
        ? named(parameters, "spec.parameters", object, site)
        : [{ path: "spec.provider", message: CLOUD }];
    return Object.keys(fieldsOf(provider)).flatMap((name) => {
      const value = fieldsOf(provider)[name];
      const path = childPath("spec.provider", name);
      if (value === undefined || value === null) return [];
      if (!SELF_HOSTED.has(name)) return [{ path, message: CLOUD }];
      if (name === "vault" && textOf(fieldsOf(value).server) === undefined)
        return [{ path: `${path}.server`, message: "names no server" }];
      return named(value, path, object, site);
    });
  },
  examples: {
    refused: `
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: store, namespace: team }
spec: { provider: { aws: { service: SecretsManager, region: eu-central-1 } } }
`,
    accepted: `
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: store, namespace: team }
spec: { provider: { vault: { server: "https://vault.seldon-system.svc:8200", path: team } } }
`,
  },
};

const named = (value: unknown, path: string, object: KubernetesObject, site: Site): Complaint[] =>
  fieldsWithin(value, path)
    .filter(
      ({ key, value: at }) => /^(server|url|vaultAddress)$/.test(key) && typeof at !== "object",
    )
    .flatMap((field) =>
      called(field.value, field.path, site, textOf(metadataOf(object).namespace)),
    );
