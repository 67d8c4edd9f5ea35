import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outsideHost, outsideUrl } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

const webhook = (random: Random): readonly [string, Raw] => {
  const url = outsideUrl(random, ["https"]);
  const hook = {
    name: `${random.word()}.example.com`,
    admissionReviewVersions: ["v1"],
    sideEffects: "None",
    clientConfig: { url, caBundle: "Cg==" },
  };
  const inside = { ...hook, clientConfig: { service: { name: "x", namespace: "seldon-system" } } };
  const webhooks = random.shuffle([hook, ...(random.maybe() ? [inside] : [])]);
  const admission = `admissionregistration.k8s.io/${random.pick(["v1", "v1beta1"])}`;
  const kind = random.int(1, 4);
  if (kind <= 2) {
    const name = kind === 1 ? "MutatingWebhookConfiguration" : "ValidatingWebhookConfiguration";
    return [url, made(random, admission, name, undefined, { webhooks })];
  }
  const client = { url, caBundle: "Cg==" };
  const isOld = random.maybe(30);
  const conversion = isOld
    ? { strategy: "Webhook", webhookClientConfig: client }
    : { strategy: "Webhook", webhook: { conversionReviewVersions: ["v1"], clientConfig: client } };
  const version = `apiextensions.k8s.io/${isOld ? "v1beta1" : "v1"}`;
  const names = { kind: "Model", plural: "models" };
  const spec = { group: "mlops.seldon.io", names, scope: "Namespaced", versions: [], conversion };
  return [url, made(random, version, "CustomResourceDefinition", undefined, { spec })];
};

const vaultOf = (random: Random): object => ({
  vault: { server: outsideUrl(random), path: "kv", version: "v2", auth: {} },
});

const providers = (random: Random): object =>
  random.pick<object>([
    { aws: { service: "SecretsManager", region: "eu-west-1" } },
    { gcpsm: { projectID: random.word() } },
    { azurekv: { vaultUrl: "https://x.vault.azure.net" } },
    { onepassword: { connectHost: outsideUrl(random), vaults: {} } },
    { doppler: { auth: {} } },
    { akeyless: { akeylessGWApiURL: outsideUrl(random) } },
    { webhook: { url: outsideUrl(random) } },
    { gitlab: { projectID: "1" } },
    { ibm: { serviceUrl: outsideUrl(random) } },
    { oracle: { vault: "x", region: "eu" } },
    { kubernetes: { server: { url: outsideUrl(random, ["https"]) } } },
    vaultOf(random),
  ]);

const secretStore = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  if (random.maybe(30)) {
    const version = random.pick(["v1", "v1alpha1"]);
    const spec = random.pick<object>([
      { provider: "aws", parameters: { objects: "[]" } },
      { provider: "azure", parameters: { keyvaultName: "x" } },
      { provider: "gcp", parameters: { secrets: "[]" } },
      { provider: "vault", parameters: { vaultAddress: outsideUrl(random) } },
    ]);
    const group = `secrets-store.csi.x-k8s.io/${version}`;
    const home = anywhere(random, stack);
    return [JSON.stringify(spec), made(random, group, "SecretProviderClass", home, { spec })];
  }
  const kind = random.pick(["SecretStore", "ClusterSecretStore"]);
  const group = `external-secrets.io/${random.pick(["v1", "v1beta1", "v1alpha1"])}`;
  const home = kind === "SecretStore" ? anywhere(random, stack) : undefined;
  const spec = { provider: providers(random) };
  return [JSON.stringify(spec), made(random, group, kind, home, { spec })];
};

/** Kinds of which nobody can say what they make, and how like known ones they may look. */
const unknownKind = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const [apiVersion, kind] = random.pick([
    [`${random.word()}.example.com/v1`, "Thing"],
    [`${random.word()}.io/v1alpha1`, "Deployment"],
    ["mlops.seldon.io/v1alpha1", "Tunnel"],
    ["machinelearning.seldon.io/v1", "SeldonDeployment"],
    ["networking.istio.io.example.com/v1", "VirtualService"],
    ["networking.istio.io/v1", "Tunnel"],
    ["tekton.dev/v1", "TaskRun"],
    ["argoproj.io/v1alpha1", "Workflow"],
    ["pkg.crossplane.io/v1", "Provider"],
    ["gateway.envoyproxy.io/v1alpha1", "Backend"],
    ["tailscale.com/v1alpha1", "Connector"],
    ["submariner.io/v1", "Gateway"],
    ["apps.example.k8s.io/v1", "Deployment"],
    ["batch.k8s.io/v1", "Job"],
  ] as const);
  const spec = { to: outsideHost(random) };
  return [
    `${apiVersion} ${kind}`,
    made(random, apiVersion, kind, anywhere(random, stack), { spec }),
  ];
};

/** What the API server itself would call, or store without anybody knowing what it means. */
export const clusterResourceWays: readonly Way[] = [
  objectWay(57, "webhooks-are-services", "a webhook by URL", webhook),
  objectWay(58, "secret-stores-are-inside", "secrets kept by somebody outside", secretStore),
  objectWay(59, "kinds-are-known", "a kind that nobody knows", unknownKind),
];
