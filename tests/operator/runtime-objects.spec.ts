import assert from "node:assert/strict";

import { runtimeObjects } from "../../operator/runtime-objects";
import { UnknownOperatorVersion } from "../../operator/unknown-operator-version";
import { made, runtimeOf } from "./made";

const envoy = { name: "seldon-envoy" };
const empty = {
  namespace: "team-a",
  seldonConfig: { metadata: {}, spec: {} },
  seldonRuntime: { metadata: {}, spec: {} },
};

describe("what the operator makes of a runtime", () => {
  it("is refused for a version without a recording, and given for the recorded one", () => {
    assert.throws(
      () => runtimeObjects({ ...empty, version: "2.10.2" }),
      new UnknownOperatorVersion("2.10.2"),
    );
    assert.equal(
      new UnknownOperatorVersion("2.10.2").message,
      'unknown operator version "2.10.2"; known: 2.9.1',
    );
    assert.ok(runtimeObjects({ ...empty, version: "2.9.1" }).length > 0);
  });

  it("has rights, ConfigMaps and Services even without a component", () => {
    const kinds = runtimeOf([]).map(({ kind }) => kind);
    for (const kind of ["ServiceAccount", "Role", "RoleBinding", "ConfigMap", "Service"])
      assert.equal(kinds.filter((one) => one === kind).length, 3, kind);
    assert.equal(kinds.length, 15);
  });

  it("lets every account read all Secrets of the namespace, hodometer nothing else", () => {
    const readable = (role: string): unknown =>
      made(runtimeOf([]), "Role", role).rules.map(({ resources, verbs }) => [resources, verbs]);
    const read = ["get", "list", "watch"];
    const both = [
      [["configmaps"], read],
      [["secrets"], read],
    ];
    assert.deepEqual(readable("hodometer-role"), [[["secrets"], read]]);
    assert.deepEqual(readable("agent-role"), both);
    assert.deepEqual(readable("seldon-scheduler-role"), both);
    const { subjects, roleRef } = made(runtimeOf([]), "RoleBinding", "agent-rolebinding");
    const account = { kind: "ServiceAccount", name: "seldon-server", namespace: "team-a" };
    assert.deepEqual(subjects, [account]);
    assert.equal(roleRef.name, "agent-role");
  });

  it("is one replica whatever SeldonConfig says, and what the override says", () => {
    const component = { ...envoy, replicas: 3 };
    const replicas = (objects: ReturnType<typeof runtimeOf>): number =>
      made(objects, "Deployment", "seldon-envoy").spec.replicas;
    assert.equal(replicas(runtimeOf([component])), 1);
    assert.equal(replicas(runtimeOf([component], [{ ...envoy, replicas: 2 }])), 2);
    assert.equal(replicas(runtimeOf([component], [{ ...envoy, replicas: 0 }])), 0);
  });

  it("makes a StatefulSet of a component with claims, and a Deployment of the others", () => {
    const volumeClaimTemplates = [{ name: "state", spec: { storageClassName: "" } }];
    const objects = runtimeOf([envoy, { name: "seldon-scheduler", volumeClaimTemplates }]);
    const { spec } = made(objects, "StatefulSet", "seldon-scheduler");
    assert.equal(spec.serviceName, "seldon-scheduler");
    assert.deepEqual(spec.volumeClaimTemplates, [
      { metadata: { name: "state" }, spec: { storageClassName: "" } },
    ]);
    made(objects, "Deployment", "seldon-envoy");
  });

  it("leaves out the workload of a disabled component, and keeps its Service and account", () => {
    const objects = runtimeOf(
      [envoy, { name: "hodometer" }],
      [
        { ...envoy, disable: true },
        { name: "hodometer", disable: false },
      ],
    );
    const workloads = objects.filter(({ kind }) => kind === "Deployment");
    assert.deepEqual(
      workloads.map(({ metadata }) => metadata.name),
      ["hodometer"],
    );
    made(objects, "Service", "seldon-mesh");
  });

  it("takes the last of two overrides for one component", () => {
    const objects = runtimeOf(
      [envoy],
      [
        { ...envoy, replicas: 2 },
        { ...envoy, podSpec: {} },
      ],
    );
    assert.equal(made(objects, "Deployment", "seldon-envoy").spec.replicas, 1);
  });

  it("copies labels of the component, the runtime and SeldonConfig, the nearest first", () => {
    const release = "meta.helm.sh/release-name";
    const objects = runtimeObjects({
      version: "2.9.1",
      namespace: "team-a",
      seldonConfig: {
        metadata: {
          labels: { a: "config", b: "config", c: "config" },
          annotations: { [release]: "x" },
        },
        spec: { components: [{ ...envoy, labels: { a: "component" }, annotations: null }] },
      },
      seldonRuntime: {
        metadata: { labels: { b: "runtime", "app.kubernetes.io/name": "mine" } },
        spec: {},
      },
    });
    const { metadata, spec } = made(objects, "Deployment", "seldon-envoy");
    const labels = {
      a: "component",
      b: "runtime",
      c: "config",
      "app.kubernetes.io/name": "seldon-envoy",
    };
    assert.deepEqual(metadata, { name: "seldon-envoy", namespace: "team-a", labels });
    assert.deepEqual(spec.template.metadata, metadata);
    assert.deepEqual(spec.selector.matchLabels, { "app.kubernetes.io/name": "seldon-envoy" });
  });
});

describe("the type of the mesh Service", () => {
  const type = (...input: Parameters<typeof runtimeOf>): string | undefined =>
    made(runtimeOf(...input), "Service", "seldon-mesh").spec.type;

  it("is LoadBalancer when nobody says anything", () => {
    assert.equal(type([]), "LoadBalancer");
  });

  it("is what SeldonConfig says, unless the runtime's own configuration says otherwise", () => {
    const defaults = { serviceConfig: { serviceType: "ClusterIP" } };
    assert.equal(type([], [], { defaults }), "ClusterIP");
    const own = { serviceConfig: { serviceType: "NodePort" } };
    assert.equal(type([], [], { defaults, own }), "NodePort");
  });

  it("is the API server's default as soon as an override says nothing of it", () => {
    assert.equal(type([], [{ ...envoy, replicas: 1 }]), undefined);
    assert.equal(type([], [{ ...envoy, serviceType: "LoadBalancer" }]), "LoadBalancer");
  });

  it("puts the prefix before the ports of the scheduler and the mesh", () => {
    const objects = runtimeOf([], [], { own: { serviceConfig: { grpcServicePrefix: "grpc-" } } });
    const names = (service: string): string[] =>
      made(objects, "Service", service).spec.ports.map(({ name }) => name);
    assert.deepEqual(names("seldon-mesh"), ["grpc-data", "stats"]);
    assert.equal(names("seldon-scheduler")[1], "grpc-scheduler");
  });
});
