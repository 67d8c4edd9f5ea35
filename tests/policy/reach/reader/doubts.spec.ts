import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../../policy/kubernetes-object";
import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { guarded, UNKNOWN } from "../../../../policy/unknown";
import { doubts, object, pod, titles, workload } from "./objects";

const policy = (spec: object, name = "p") => object("NetworkPolicy", name, { spec });
const of = (apiVersion: string, kind: string, metadata: object = {}): KubernetesObject => ({
  ...object(kind, "it", {}, metadata),
  apiVersion,
});

describe("what cannot be judged in a set", () => {
  it("is a policy that the API would refuse, while the others count", () => {
    const good = policy({ podSelector: {} }, "good");
    const bad = policy({ podSelector: {}, egress: [{ to: [{}] }] }, "bad");
    const { policies, doubts: found } = readCluster([good, bad]);
    assert.deepEqual(
      policies.map(({ name }) => name),
      ["good"],
    );
    assert.deepEqual(
      found.map(({ object, path, morePods }) => [object.name, path, morePods]),
      [["bad", "spec.egress[0].to[0]", undefined]],
    );
  });

  const foreign: [string, string][] = [
    ["cilium.io/v2", "CiliumNetworkPolicy"],
    ["cilium.io/v2", "CiliumClusterwideNetworkPolicy"],
    ["crd.projectcalico.org/v1", "GlobalNetworkPolicy"],
    ["projectcalico.org/v3", "NetworkPolicy"],
    ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
    ["policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"],
    ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"],
    ["extensions/v1beta1", "NetworkPolicy"],
    ["crd.antrea.io/v1beta1", "ClusterNetworkPolicy"],
    ["k8s.ovn.org/v1", "EgressFirewall"],
  ];
  for (const [apiVersion, kind] of foreign)
    it(`is a ${kind} of ${apiVersion}`, () => {
      const { doubts: found } = readCluster([of(apiVersion, kind)]);
      assert.deepEqual(
        found.map(({ path, morePods }) => [path, morePods]),
        [["kind", undefined]],
      );
    });

  const makers: [string, string][] = [
    ["argoproj.io/v1alpha1", "Workflow"],
    ["serving.knative.dev/v1", "Service"],
    ["serving.kserve.io/v1beta1", "InferenceService"],
    ["keda.sh/v1alpha1", "ScaledJob"],
    ["kafka.strimzi.io/v1beta2", "Kafka"],
    ["monitoring.coreos.com/v1", "Prometheus"],
    ["metallb.io/v1beta1", "MetalLB"],
    ["gateway.networking.k8s.io/v1", "Gateway"],
    ["apps/v1beta1", "Deployment"],
    ["batch/v1beta1", "CronJob"],
  ];
  for (const [apiVersion, kind] of makers)
    it(`is a ${kind} of ${apiVersion}, whose pods nobody here knows`, () => {
      const { doubts: found } = readCluster([of(apiVersion, kind)]);
      assert.deepEqual(
        found.map(({ path, morePods }) => [path, morePods]),
        [["kind", true]],
      );
    });

  const harmless: [string, string][] = [
    ["v1", "ConfigMap"],
    ["apps/v1", "ControllerRevision"],
    ["autoscaling/v2", "HorizontalPodAutoscaler"],
    ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
    ["mlops.seldon.io/v1alpha1", "Model"],
    ["networking.istio.io/v1", "Gateway"],
    ["security.istio.io/v1", "AuthorizationPolicy"],
    ["metallb.io/v1beta1", "IPAddressPool"],
    ["cert-manager.io/v1", "ClusterIssuer"],
    ["monitoring.coreos.com/v1", "PodMonitor"],
    ["crd.projectcalico.org/v1", "IPPool"],
  ];
  for (const [apiVersion, kind] of harmless)
    it(`is no ${kind} of ${apiVersion}`, () => {
      assert.deepEqual(doubts([of(apiVersion, kind)]), []);
    });

  it("is told once per kind", () => {
    const many = ["a", "b", "c"].map((name) => ({
      ...of("argoproj.io/v1alpha1", "Workflow"),
      metadata: { name, namespace: "team" },
    }));
    assert.match(
      doubts(many).join(),
      /^Workflow a kind is not known here \(and 2 more of its kind\)/,
    );
    assert.equal(doubts(many).length, 1);
  });

  it("is an object without the namespace that it needs", () => {
    const nowhere = { namespace: undefined };
    for (const kind of ["Pod", "NetworkPolicy", "Service"])
      assert.match(
        doubts([object(kind, "it", {}, nowhere)]).join(),
        /metadata\.namespace is missing/,
      );
    assert.deepEqual(doubts([of("rbac.authorization.k8s.io/v1", "ClusterRole", nowhere)]), []);
  });

  it("is one name with two contents, and not one object twice", () => {
    const [one, other] = [workload("a", { app: "a" }), workload("a", { app: "b" })];
    assert.deepEqual(titles([one, other]), ["team/a[Deployment]"]);
    assert.match(doubts([one, other]).join(), /Deployment a metadata\.name is there twice/);
    assert.deepEqual(doubts([one, { ...one, status: { replicas: 1 } }]), []);
    assert.deepEqual(doubts([pod("a", {}), workload("a")]), []);
  });

  it("is an unknown value that decides, for the object that holds it alone", () => {
    const hidden = workload("hidden", { app: UNKNOWN });
    const guards = [hidden, workload("seen")].map((each, index) => guarded(each, `[${index}]`));
    assert.deepEqual(titles(guards), ["team/seen[Deployment]"]);
    assert.match(
      doubts(guards).join(),
      /^Deployment hidden spec\.template\.metadata\.labels\.app is unknown at preview/,
    );
    assert.match(doubts([hidden]).join(), /labels\.app is unknown at preview/);
  });

  it("is not an unknown value that no network sees", () => {
    const env = [{ name: "PASSWORD", value: UNKNOWN }];
    const spec = { template: { spec: { containers: [{ image: UNKNOWN, env }] } } };
    const objects = [
      object("Deployment", "a", { spec }),
      object("Secret", "s", { data: UNKNOWN, stringData: { key: UNKNOWN } }),
    ];
    assert.deepEqual(doubts(objects.map((each, index) => guarded(each, `[${index}]`))), []);
  });

  it("is a name or a namespace that is unknown", () => {
    const objects = [
      object("Deployment", "a", {}, { namespace: UNKNOWN }),
      object("Pod", "b", {}, { name: UNKNOWN }),
    ];
    assert.deepEqual(
      doubts(objects.map((each, index) => guarded(each, `[${index}]`))).map(
        (each) => each.split(" is ")[0],
      ),
      [
        "Deployment (name unknown at preview) metadata.namespace",
        "Pod (name unknown at preview) metadata.name",
      ],
    );
  });

  const selectors: [string, object][] = [
    ["own pods", { podSelector: { matchLabels: { "pod-template-hash": "1" } } }],
    [
      "peers",
      {
        podSelector: {},
        ingress: [
          {
            from: [
              {
                podSelector: { matchExpressions: [{ key: "job-name", operator: "DoesNotExist" }] },
              },
            ],
          },
        ],
      },
    ],
  ];
  for (const [what, spec] of selectors)
    it(`is a policy that selects ${what} by a label that controllers write`, () => {
      assert.match(
        doubts([policy(spec)]).join(),
        /selects by (pod-template-hash|job-name), a label/,
      );
    });

  it("is no policy that selects by the labels of templates", () => {
    assert.deepEqual(doubts([policy({ podSelector: { matchLabels: { app: "a" } } })]), []);
  });
});

describe("namespaces of a set", () => {
  it("have the labels of their object and the one that the API server writes", () => {
    const metadata = {
      namespace: undefined,
      labels: { team: "a", "kubernetes.io/metadata.name": "forged" },
    };
    const { namespaces } = readCluster([pod("p", {}), object("Namespace", "a", {}, metadata)]);
    assert.deepEqual(
      [...namespaces],
      [
        ["team", { "kubernetes.io/metadata.name": "team" }],
        ["a", { team: "a", "kubernetes.io/metadata.name": "a" }],
      ],
    );
  });

  it("keep their labels whatever comes first", () => {
    const team = object("Namespace", "team", {}, { namespace: undefined, labels: { shut: "yes" } });
    for (const objects of [
      [team, pod("p", {})],
      [pod("p", {}), team],
    ])
      assert.equal(readCluster(objects).namespaces.get("team")?.["shut"], "yes");
  });
});
