import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const namespace = "under-test";

/** A namespace, shut or left open, that holds an image of the host in every place where one can hide. */
export function objectsWithImages(provider: k8s.Provider, host: string, isShut: boolean): void {
  const opts = { provider };
  const image = `${host}/team/tool:1.0`;
  const at = (name: string, annotations = {}) => ({ name, namespace, annotations });
  new k8s.core.v1.Namespace(namespace, { metadata: { name: namespace } }, opts);
  const policyTypes = isShut ? ["Ingress", "Egress"] : ["Ingress"];
  new k8s.networking.v1.NetworkPolicy(
    "shut",
    { metadata: at("shut"), spec: { podSelector: {}, policyTypes } },
    opts,
  );
  new k8s.core.v1.ConfigMap(
    "text",
    { metadata: at("text"), data: { "sidecar.yaml": `template:\n  image: ${image}\n` } },
    opts,
  );
  new k8s.core.v1.ServiceAccount(
    "noted",
    { metadata: at("noted", { "example.org/init-image": image }) },
    opts,
  );
  new k8s.apps.v1.Deployment(
    "places",
    { metadata: at("places"), spec: deploymentWith(image, `${host}/team/clean:1.0`) },
    opts,
  );
  for (const [kind, { spec, annotations }] of Object.entries(seldonKinds(image)))
    new k8s.apiextensions.CustomResource(
      `a-${kind.toLowerCase()}`,
      {
        apiVersion: "mlops.seldon.io/v1alpha1",
        kind,
        metadata: at(`a-${kind.toLowerCase()}`, annotations),
        spec,
      },
      opts,
    );
}

/** What cannot be judged before it is deployed: an image and a chart that rest on a value yet to be made. */
export function objectsNotKnownYet(provider: k8s.Provider, chart: string): void {
  const made = { provider: new random.Provider("random") };
  const later = new random.RandomString("later", { length: 8, special: false }, made).result;
  new k8s.core.v1.Pod(
    "unknown",
    {
      metadata: { name: "unknown", namespace },
      spec: {
        containers: [
          { name: "tool", image: pulumi.interpolate`harbor.mlops.internal/team/tool:${later}` },
        ],
      },
    },
    { provider },
  );
  new k8s.helm.v4.Chart("hidden", { chart, namespace, values: { note: later } }, { provider });
}

function deploymentWith(image: string, clean: string): k8s.types.input.apps.v1.DeploymentSpec {
  const labels = { app: "places" };
  const containers = [
    { name: "plain", image },
    { name: "arguments", image: clean, args: ["--sidecar-image", image] },
    { name: "variables", image: clean, env: [{ name: "PROXY_IMAGE", value: image }] },
  ];
  return {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { initContainers: [{ name: "first", image }], containers },
    },
  };
}

function seldonKinds(image: string): Record<string, { spec: object; annotations?: object }> {
  const podSpec = { containers: [{ name: "tool", image }] };
  const annotations = { "example.org/image": image };
  return {
    Model: {
      spec: { storageUri: "gs://models/iris", parameters: [{ name: "image", value: image }] },
    },
    Pipeline: { spec: { steps: [{ name: "iris" }], output: { steps: ["iris"] } }, annotations },
    Experiment: { spec: { candidates: [{ name: "iris", weight: 100 }] }, annotations },
    Server: { spec: { serverConfig: "mlserver", podSpec } },
    ServerConfig: { spec: { podSpec, volumeClaimTemplates: [] } },
    SeldonConfig: { spec: { components: [{ name: "seldon-scheduler", podSpec }], config: {} } },
    SeldonRuntime: {
      spec: {
        seldonConfig: "default",
        overrides: [
          { name: "hodometer", replicas: 0 },
          { name: "seldon-envoy", podSpec },
        ],
      },
    },
  };
}
