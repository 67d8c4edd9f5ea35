import assert from "node:assert/strict";
import { configMap, findingsOf } from "./objects";

const found = (...documents: unknown[]) => findingsOf("namespaces-deny-by-default", documents);
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "team" } };
const deny = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const policy = (spec: object, where = "team", apiVersion = "networking.k8s.io/v1") => ({
  apiVersion,
  kind: "NetworkPolicy",
  metadata: { name: "p", namespace: where },
  spec,
});

describe("namespaces-deny-by-default", () => {
  const accepted: [string, object[]][] = [
    ["one policy for both directions", [policy(deny)]],
    [
      "one policy for each direction",
      [
        policy({ podSelector: {}, policyTypes: ["Ingress"] }),
        policy({ podSelector: {}, policyTypes: ["Egress"] }),
      ],
    ],
    ["empty lists of rules", [policy({ ...deny, ingress: [], egress: null })]],
    [
      "a selector written out empty",
      [policy({ ...deny, podSelector: { matchLabels: {}, matchExpressions: [] } })],
    ],
    [
      "allowing policies beside the deny",
      [
        policy(deny),
        policy({
          podSelector: { matchLabels: { a: "b" } },
          ingress: [{}],
          policyTypes: ["Ingress"],
        }),
      ],
    ],
  ];
  for (const [what, policies] of accepted)
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(namespace, configMap({}), ...policies), []);
    });

  const refused: [string, object[], RegExp][] = [
    ["no policy", [], /ingress and egress/],
    [
      "a policy in another namespace",
      [policy(deny, "other"), policy(deny, "team2")],
      /ingress and egress by default in namespace team$/,
    ],
    [
      "ingress alone",
      [policy({ podSelector: {}, policyTypes: ["Ingress"] })],
      /nothing denies egress/,
    ],
    [
      "egress alone",
      [policy({ podSelector: {}, policyTypes: ["Egress"] })],
      /nothing denies ingress/,
    ],
    ["no policyTypes", [policy({ podSelector: {} })], /ingress and egress/],
    ["an egress rule in the deny", [policy({ ...deny, egress: [{}] })], /ingress and egress/],
    [
      "a deny for some pods",
      [policy({ ...deny, podSelector: { matchLabels: { app: "x" } } })],
      /ingress and egress/,
    ],
    [
      "a deny by expression",
      [policy({ ...deny, podSelector: { matchExpressions: [{ key: "x", operator: "Exists" }] } })],
      /ingress and egress/,
    ],
    ["no podSelector", [policy({ policyTypes: deny.policyTypes })], /ingress and egress/],
    [
      "a policy of another group",
      [policy(deny, "team", "crd.projectcalico.org/v1")],
      /ingress and egress/,
    ],
  ];
  for (const [what, policies, words] of refused)
    it(`refuses ${what}`, () => {
      const team = found(namespace, ...policies).filter(({ path }) => path === "namespace team");
      assert.equal(team.length, 1);
      assert.match(team[0]?.message ?? "", words);
      assert.match(team[0]?.remedy ?? "", /podSelector: \{\}/);
    });

  it("judges a namespace by the objects in it when the Namespace is not there", () => {
    const [finding] = found(configMap({}));
    assert.equal(finding?.object.name, "settings");
    assert.deepEqual(found(configMap({}), policy(deny)), []);
  });

  it("asks nothing for a grant in a namespace of others", () => {
    const role = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "r", namespace: "kube-system" },
    };
    assert.deepEqual(found(role), []);
    assert.equal(
      found({ ...configMap({}), metadata: { name: "c", namespace: "kube-system" } }).length,
      1,
    );
  });

  it("refuses a namespaced object that names no namespace", () => {
    const bare = (apiVersion: string, kind: string) => ({
      apiVersion,
      kind,
      metadata: { name: "x" },
    });
    assert.equal(found(bare("apps/v1", "Deployment"))[0]?.path, "metadata.namespace");
    assert.deepEqual(
      found(
        bare("rbac.authorization.k8s.io/v1", "ClusterRole"),
        bare("cert-manager.io/v1", "ClusterIssuer"),
      ),
      [],
    );
    const crd = {
      ...bare("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
      spec: { group: "x.io", scope: "Namespaced", names: { kind: "Robot" } },
    };
    assert.equal(found(crd, bare("x.io/v1", "Robot"))[0]?.path, "metadata.namespace");
    assert.deepEqual(
      found({ ...crd, spec: { ...crd.spec, scope: "Cluster" } }, bare("x.io/v1", "Robot")),
      [],
    );
  });

  it("knows which kinds of Istio, MetalLB and cert-manager lie in a namespace", () => {
    const homeless = (apiVersion: string, kind: string) =>
      findingsOf("namespaces-deny-by-default", [{ apiVersion, kind, metadata: { name: "it" } }])
        .length;
    for (const [apiVersion, kind] of [
      ["cert-manager.io/v1", "Issuer"],
      ["networking.istio.io/v1", "Gateway"],
      ["telemetry.istio.io/v1", "Telemetry"],
      ["metallb.io/v1beta1", "IPAddressPool"],
      ["frrk8s.metallb.io/v1beta1", "FRRConfiguration"],
    ] as const)
      assert.equal(homeless(apiVersion, kind), 1, kind);
    assert.equal(homeless("cert-manager.io/v1", "ClusterIssuer"), 0);
    assert.equal(homeless("frrk8s.metallb.io/v1beta1", "FRRNodeState"), 0);
  });
});
