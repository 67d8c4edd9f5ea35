import assert from "node:assert/strict";

import type { Sample } from "../../cluster/admission";
import { Istio, type IstioArgs } from "../../components/istio";
import { gatewayServices } from "../../exposure/gateway-services";
import { Istio as Settings } from "../../schema/istio";
import { istioImages } from "../../versions";
import { accepted } from "../setup-config";
import { registry } from "./made-up";
import { ofKind, registered, tree, type Registered } from "./registered";

const deny = (namespace: string) => [
  {
    namespace,
    name: "default-deny",
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] as const },
  },
];

const charts = { base: "base.tgz", istiod: "istiod.tgz", cni: "cni.tgz", gateway: "gateway.tgz" };
const args: IstioArgs = {
  charts,
  images: istioImages,
  registry,
  authorizations: [],
  policies: { istio: deny("istio-system"), cni: deny("istio-cni"), gateway: deny("istio-ingress") },
  settings: Settings.parse({ enabled: true }),
  environment: "prod",
  services: [],
  admits: () => Promise.resolve(),
};

const make = (change: Partial<IstioArgs> = {}) =>
  registered((opts) => {
    new Istio("istio", { ...args, ...change }, opts);
  });

const chartOf = (resources: readonly Registered[], part: string): Registered =>
  byName(ofKind(resources, "Chart"), `istio-${part}`);

const byName = (resources: readonly Registered[], name: string): Registered => {
  const found = resources.find((resource) => resource.name === name);
  assert.ok(found, name);
  return found;
};

const waitsFor = ({ opts }: Registered): string[] =>
  [opts.dependsOn].flat().map((resource) => (resource as unknown as { __name: string }).__name);

const services = gatewayServices(
  accepted({ istio: { enabled: true }, exposure: { type: "nodePort" } }),
);
const certificate = {
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name: "door", namespace: "istio-ingress" },
  spec: {
    secretName: "door",
    dnsNames: ["a.test"],
    issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" },
  },
} as const;

describe("Istio", () => {
  it("is three shut namespaces, four charts and two rules for the whole mesh, and nothing else", async () => {
    const namespaces = ["istio-cni", "istio-ingress", "istio-system"];
    assert.deepEqual(
      tree(await make()),
      [
        ...namespaces.flatMap((name) => [
          `kubernetes:core/v1:Namespace ${name} < Istio istio`,
          `kubernetes:core/v1:Secret ${name}-pull-secret < Istio istio`,
          `kubernetes:networking.k8s.io/v1:NetworkPolicy ${name}-default-deny < Istio istio`,
        ]),
        ...Object.keys(charts).map(
          (part) => `kubernetes:helm.sh/v4:Chart istio-${part} < Istio istio`,
        ),
        "kubernetes:security.istio.io/v1:AuthorizationPolicy istio-authorizationpolicy.default-deny < Istio istio",
        "kubernetes:security.istio.io/v1:PeerAuthentication istio-strict < Istio istio",
        "seldon-platform:components:Istio istio < the stack",
      ].sort(),
    );
  });

  it("is privileged where it writes into nodes, and nowhere else; no label shuts the mesh out", async () => {
    const labels = ofKind(await make(), "Namespace").map(({ name, inputs }) => {
      const given = (inputs["metadata"] as { labels: Record<string, string> }).labels;
      assert.ok(!("istio-injection" in given), name);
      return [name, given["pod-security.kubernetes.io/enforce"]];
    });
    assert.deepEqual(Object.fromEntries(labels), {
      "istio-cni": "privileged",
      "istio-ingress": "restricted",
      "istio-system": "restricted",
    });
  });

  it("installs each chart by its release name in its namespace", async () => {
    const made = ofKind(await make(), "Chart").map(({ inputs }) => [
      inputs["chart"],
      inputs["name"],
      inputs["namespace"],
    ]);
    assert.deepEqual(made.sort(), [
      ["base.tgz", "istio-base", "istio-system"],
      ["cni.tgz", "istio-cni", "istio-cni"],
      ["gateway.tgz", "istio-ingressgateway", "istio-ingress"],
      ["istiod.tgz", "istiod", "istio-system"],
    ]);
  });

  it("goes from base to istiod to the nodes to the gateway, each in a namespace that is shut", async () => {
    const resources = await make();
    const before = (part: string) =>
      waitsFor(chartOf(resources, part)).filter((name) => !/-default-deny|secret/.test(name));
    assert.deepEqual(before("base"), ["istio-system"]);
    assert.deepEqual(before("istiod"), ["istio-system", "istio-base"]);
    assert.deepEqual(before("cni"), ["istio-cni", "istio-istiod"]);
    assert.deepEqual(before("gateway"), [
      "istio-ingress",
      "istio-istiod",
      "istio-cni",
      "istio-strict",
      "istio-authorizationpolicy.default-deny",
    ]);
    for (const part of Object.keys(charts))
      assert.equal(
        waitsFor(chartOf(resources, part)).filter((name) => name.endsWith("-default-deny")).length,
        1,
        part,
      );
  });

  it("pulls by no secret where images come from public registries", async () => {
    const resources = await make({ registry: undefined });
    assert.deepEqual(ofKind(resources, "Secret"), []);
    const { values } = chartOf(resources, "istiod").inputs as {
      values: { global: { hub: string; imagePullSecrets: string[] } };
    };
    assert.deepEqual(values.global.imagePullSecrets, []);
    assert.equal(values.global.hub, "docker.io/istio");
  });
});

describe("the mesh-wide rule", () => {
  it("is made when the API server has judged one like it, under another name", async () => {
    const asked: Sample[] = [];
    const admits = (sample: Sample) => {
      asked.push(sample);
      return Promise.resolve();
    };
    const rule = byName(await make({ admits }), "istio-strict");
    assert.deepEqual(rule.inputs["metadata"], { name: "default", namespace: "istio-system" });
    assert.deepEqual(waitsFor(rule), ["istio-istiod"]);
    const [sample, ...others] = asked;
    assert.deepEqual(others, []);
    assert.deepEqual(sample, {
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "admission-sample", namespace: "istio-system" },
      spec: rule.inputs["spec"],
    });
  });
});

describe("the mesh's authority", () => {
  const settings = Settings.parse({ enabled: true, authority: "certManager" });

  it("is istiod's own where the stack file says so", async () => {
    assert.deepEqual(ofKind(await make(), "Certificate"), []);
  });

  it("is there before istiod, which would make one of its own", async () => {
    const resources = await make({ settings });
    const { inputs, opts } = byName(resources, "istio-authority");
    assert.ok(opts.dependsOn);
    assert.deepEqual(inputs["metadata"], {
      name: "istio-ca",
      namespace: "istio-system",
      annotations: { "pulumi.com/waitFor": "condition=Ready" },
    });
    const { secretName, isCA, issuerRef } = inputs["spec"] as Record<string, unknown>;
    assert.deepEqual(
      [secretName, isCA, issuerRef],
      ["cacerts", true, { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" }],
    );
    assert.ok(waitsFor(chartOf(resources, "istiod")).includes("istio-authority"));
  });
});

describe("the door", () => {
  it("has the Services and the certificate that it is given, as they are, after the gateway", async () => {
    const resources = await make({ services, certificate });
    const [service, ...others] = ofKind(resources, "Service");
    assert.deepEqual(others, []);
    assert.equal(service?.name, "istio-ingressgateway-nodeport");
    assert.deepEqual(service.inputs["spec"], services[0]?.spec);
    const made = byName(resources, "istio-certificate");
    assert.deepEqual(made.inputs["spec"], certificate.spec);
    for (const each of [service, made]) assert.deepEqual(waitsFor(each), ["istio-gateway"]);
  });

  it("is found by the labels of the gateway's pods", () => {
    assert.deepEqual(services[0]?.spec.selector, {
      app: "istio-ingressgateway",
      istio: "ingressgateway",
    });
  });
});
