import assert from "node:assert/strict";
import { object, pathsOf, told } from "./told";

describe("no-gitops-sources", () => {
  const RULE = "no-gitops-sources";

  it("refuses sources and what applies them, wherever they point", () => {
    const kinds: [string, string][] = [
      ["HelmRepository", "source.toolkit.fluxcd.io/v1beta2"],
      ["OCIRepository", "source.toolkit.fluxcd.io/v1"],
      ["GitRepository", "source.toolkit.fluxcd.io/v1"],
      ["Kustomization", "kustomize.toolkit.fluxcd.io/v1"],
      ["Application", "argoproj.io/v1alpha1"],
      ["ApplicationSet", "argoproj.io/v1alpha1"],
      ["HelmChart", "helm.cattle.io/v1"],
    ];
    for (const [kind, apiVersion] of kinds)
      assert.deepEqual(pathsOf(RULE, object(kind, "{ url: 'http://git.team.svc' }", apiVersion)), [
        "kind",
      ]);
    assert.deepEqual(told(RULE, object("Kustomization", "{}", "kustomize.config.k8s.io/v1")), []);
  });

  it("refuses Secrets that Argo CD reads, and no other", () => {
    const secret = (labels: string) =>
      `{ apiVersion: v1, kind: Secret, metadata: { name: a, labels: ${labels} } }`;
    assert.deepEqual(pathsOf(RULE, secret("{ argocd.argoproj.io/secret-type: repository }")), [
      'metadata.labels["argocd.argoproj.io/secret-type"]',
    ]);
    assert.deepEqual(told(RULE, secret("{ app: argocd }")), []);
  });
});

describe("webhooks-are-services", () => {
  const RULE = "webhooks-are-services";
  const webhooks = (kind: string, client: string) =>
    pathsOf(
      RULE,
      `{ apiVersion: admissionregistration.k8s.io/v1, kind: ${kind}, webhooks: [{ name: a, clientConfig: ${client} }] }`,
    );

  it("refuses URLs that the API server would call, even within", () => {
    for (const kind of ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"])
      for (const url of [
        "https://hooks.test",
        "https://hooks.team.svc",
        "https://localhost:9443",
      ]) {
        assert.deepEqual(webhooks(kind, `{ url: '${url}' }`), ["webhooks[0].clientConfig.url"]);
        assert.deepEqual(webhooks(kind, "{ service: { name: a, namespace: b } }"), []);
      }
  });

  it("reads the conversion of CRDs of both versions", () => {
    const crd = (conversion: string) =>
      pathsOf(
        RULE,
        object(
          "CustomResourceDefinition",
          `{ conversion: ${conversion} }`,
          "apiextensions.k8s.io/v1",
        ),
      );
    assert.deepEqual(crd("{ webhook: { clientConfig: { url: 'https://a.test' } } }"), [
      "spec.conversion.webhook.clientConfig.url",
    ]);
    assert.deepEqual(crd("{ webhookClientConfig: { url: 'https://a.test' } }"), [
      "spec.conversion.webhookClientConfig.url",
    ]);
    assert.deepEqual(crd("{ strategy: None }"), []);
    assert.deepEqual(crd("null"), []);
  });

  it("reads audit sinks, and accepts an APIService, which is always a Service", () => {
    const sink = object(
      "AuditSink",
      "{ webhook: { clientConfig: { url: 'https://a.test' } } }",
      "auditregistration.k8s.io/v1alpha1",
    );
    assert.deepEqual(pathsOf(RULE, sink), ["spec.webhook.clientConfig.url"]);
    const api = object(
      "APIService",
      "{ service: { name: a, namespace: b } }",
      "apiregistration.k8s.io/v1",
    );
    assert.deepEqual(pathsOf(RULE, api), []);
  });
});

describe("secret-stores-are-inside", () => {
  const RULE = "secret-stores-are-inside";
  const store = (provider: string, kind = "SecretStore") =>
    pathsOf(RULE, object(kind, `{ provider: ${provider} }`, "external-secrets.io/v1beta1"));

  it("accepts Vault and Kubernetes inside", () => {
    assert.deepEqual(store("{ vault: { server: 'https://vault.team.svc:8200' } }"), []);
    assert.deepEqual(
      store("{ kubernetes: { server: { url: kubernetes.default.svc } } }", "ClusterSecretStore"),
      [],
    );
  });

  it("refuses them outside, without a server, and all clouds", () => {
    assert.deepEqual(store("{ vault: { server: 'https://vault.test' } }"), [
      "spec.provider.vault.server",
    ]);
    assert.deepEqual(store("{ vault: {} }"), ["spec.provider.vault.server"]);
    assert.deepEqual(store("{ kubernetes: { server: { url: api.test } } }"), [
      "spec.provider.kubernetes.server.url",
    ]);
    for (const cloud of ["aws", "gcpsm", "azurekv", "onepassword", "webhook"])
      assert.deepEqual(store(`{ ${cloud}: {} }`, "ClusterSecretStore"), [`spec.provider.${cloud}`]);
  });

  it("reads the classes of the CSI driver, and generators", () => {
    const css = (spec: string) =>
      pathsOf(RULE, object("SecretProviderClass", spec, "secrets-store.csi.x-k8s.io/v1"));
    assert.deepEqual(
      css("{ provider: vault, parameters: { vaultAddress: 'https://vault.team.svc' } }"),
      [],
    );
    assert.deepEqual(
      css("{ provider: vault, parameters: { vaultAddress: 'https://vault.test' } }"),
      ["spec.parameters.vaultAddress"],
    );
    assert.deepEqual(css("{ provider: azure }"), ["spec.provider"]);
    assert.deepEqual(css("null"), ["spec.provider"]);
    const generator = (kind: string) =>
      pathsOf(RULE, object(kind, "{}", "generators.external-secrets.io/v1alpha1"));
    assert.deepEqual(generator("ECRAuthorizationToken"), ["kind"]);
    assert.deepEqual(generator("Password"), []);
  });
});
