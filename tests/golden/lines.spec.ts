import assert from "node:assert/strict";

import { linesOf, type Step } from "./lines";

const stack = "urn:pulumi:test::p::pulumi:pulumi:Stack::p-test";
const tenant = "urn:pulumi:test::p::seldon-platform:components:Tenant::team-a";
const provider = "urn:pulumi:test::p::pulumi:providers:kubernetes::cluster::04da6b54";

const step = (type: string, name: string, state: Partial<Step["newState"]> = {}): Step => ({
  urn: `urn:pulumi:test::p::${type}::${name}`,
  newState: { type, ...state },
});
const object = (inputs: object, state: Partial<Step["newState"]> = {}): Step => {
  const { kind } = inputs as { kind: string };
  const given = inputs as Record<string, unknown>;
  return step(`kubernetes:v1:${kind}`, "logical", { parent: tenant, inputs: given, ...state });
};
const metadata = { name: "it", namespace: "team-a" };
const line = (inputs: object, state: Partial<Step["newState"]> = {}): string =>
  (linesOf([object(inputs, state)])[0] ?? "").replace(" | under Tenant team-a", "");

describe("a golden line", () => {
  it("comes in the order of the alphabet, whatever the order of registration", () => {
    const steps = ["b", "c", "a"].map((name) => step("x:y:Z", name));
    assert.deepEqual(linesOf(steps), ["x:y:Z a", "x:y:Z b", "x:y:Z c"]);
  });

  it("says what a component sits under, and goes by its own name", () => {
    assert.deepEqual(linesOf([step("seldon-platform:components:Tenant", "t", { parent: stack })]), [
      "seldon-platform:components:Tenant t | under Stack p-test",
    ]);
  });

  it("goes by namespace and name where it is a Kubernetes object", () => {
    const service = { kind: "Service", metadata: { ...metadata, labels: { b: "2", a: "1" } } };
    assert.deepEqual(linesOf([object(service, { provider })]), [
      "v1:Service team-a/it | under Tenant team-a | labels a=1,b=2",
    ]);
  });

  it("tells of protection, of being kept, and of any provider but the one", () => {
    const crd = { kind: "CustomResourceDefinition", metadata: { name: "it" } };
    const state = { protect: true, retainOnDelete: true, provider: "a::other::1" };
    assert.equal(
      line(crd, state),
      "v1:CustomResourceDefinition it | provider a::other::1 | protected | kept on destroy",
    );
  });

  it("holds nothing of what a Secret or the provider has in it", () => {
    const secret = { kind: "Secret", metadata, type: "Opaque", data: { a: "hunter2" } };
    assert.equal(line(secret), "v1:Secret team-a/it | type Opaque");
    const cluster = { kubeconfig: "/home/me/.kube/config", context: "prod" };
    assert.deepEqual(linesOf([step("pulumi:providers:kubernetes", "cluster", { inputs: cluster })]), [
      "pulumi:providers:kubernetes cluster",
    ]);
  });

  it("shows whom a policy selects and lets through, and does not hide that it is everybody", () => {
    const matchLabels = { "kubernetes.io/metadata.name": "kube-system" };
    const spec = {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels }, podSelector: { matchLabels: { a: "b" } } }],
          ports: [{ protocol: "UDP", port: 53 }],
        },
        { to: [{ podSelector: {} }] },
        { to: [{ namespaceSelector: {} }] },
        { to: [] },
        {},
      ],
    };
    assert.deepEqual(line({ kind: "NetworkPolicy", metadata, spec }).split(" | "), [
      "v1:NetworkPolicy team-a/it",
      "for every pod",
      "types Egress",
      "to a=b of kube-system UDP 53",
      "to every pod here every port",
      "to every pod of namespaces with every pod every port",
      "to EVERYBODY every port",
      "to EVERYBODY every port",
    ]);
  });

  it("shows replicas, selector, images, ports and rights of a workload", () => {
    const container = {
      name: "c",
      image: "h/i:1",
      ports: [{ containerPort: 80 }],
      env: [{ name: "WATCH_NAMESPACES", value: "a" }, { name: "PASSWORD", value: "hunter2" }],
      securityContext: { privileged: true },
    };
    const pod = {
      containers: [container],
      initContainers: [{ name: "d", image: "h/j:1" }],
      imagePullSecrets: [{ name: "pull" }],
      hostNetwork: true,
    };
    const spec = { replicas: 2, selector: { matchLabels: { a: "b" } }, template: { spec: pod } };
    assert.deepEqual(line({ kind: "Deployment", metadata, spec }).split(" | ").slice(1), [
      "replicas 2",
      "selects a=b",
      'container c h/i:1 ports 80 WATCH_NAMESPACES="a" privileged',
      "init container d h/j:1",
      "pulls with pull",
      "host network",
    ]);
  });

  it("shows a role's rights, whatever the order in which they are written", () => {
    const verbs = ["watch", "get", "list", "create", "update", "patch", "delete"];
    const rules = [
      { apiGroups: [""], resources: ["secrets", "pods"], verbs },
      { apiGroups: [""], resources: ["events"], verbs: ["patch", "create"] },
    ];
    assert.deepEqual(line({ kind: "ClusterRole", metadata: { name: "it" }, rules }).split(" | "), [
      "v1:ClusterRole it",
      "may write core: pods,secrets",
      "may create,patch core: events",
    ]);
  });
});
