import assert from "node:assert/strict";
import { DEV, findingsOf } from "../../objects";
import { siteOf } from "./site";

const RULE = "nobody-edits-the-walls";
const GROUP = "rbac.authorization.k8s.io";
const apiVersion = `${GROUP}/v1`;
const HELPER = { kind: "ServiceAccount", name: "helper", namespace: "team" };

const role = (rule: object, more: object = {}) => ({
  apiVersion,
  kind: "ClusterRole",
  metadata: { name: "helper" },
  rules: [rule],
  ...more,
});
const bound = (name: string, subject: object = HELPER, kind = "ClusterRole") => ({
  apiVersion,
  kind: "ClusterRoleBinding",
  metadata: { name },
  roleRef: { apiGroup: GROUP, kind, name },
  subjects: [subject],
});
const may = (apiGroups: string[], resources: string[], verbs: string[]) => [
  role({ apiGroups, resources, verbs }),
  bound("helper"),
];
const told = (documents: unknown[], site = siteOf({})) =>
  findingsOf(RULE, documents, site).map(({ message }) => message);

describe(RULE, () => {
  it("tells who may write what, where and by which binding", () => {
    const [finding] = findingsOf(RULE, may(["networking.k8s.io"], ["networkpolicies"], ["patch"]));
    assert.equal(
      finding?.message,
      "gives ServiceAccount helper the right to write networkpolicies.networking.k8s.io in every namespace",
    );
    assert.equal(finding.object.kind, "ClusterRoleBinding");
    assert.equal(finding.path, "subjects[0]");
  });

  const walls: Record<string, [string[], string[], string[]]> = {
    "labels of namespaces": [[""], ["namespaces"], ["update"]],
    "policies of Cilium": [["cilium.io"], ["ciliumnetworkpolicies"], ["create"]],
    "policies of Calico": [["crd.projectcalico.org"], ["globalnetworkpolicies"], ["*"]],
    "policies of admins": [["policy.networking.k8s.io"], ["adminnetworkpolicies"], ["delete"]],
    webhooks: [["admissionregistration.k8s.io"], ["mutatingwebhookconfigurations"], ["create"]],
    "the mesh": [["security.istio.io"], ["*"], ["deletecollection"]],
    nodes: [[""], ["nodes"], ["patch"]],
    everything: [["*"], ["*"], ["*"]],
    "everything of one group": [["networking.k8s.io"], ["*"], ["create"]],
    "rights of others": [[GROUP], ["clusterroles"], ["escalate"]],
    "roles of others": [[GROUP], ["roles"], ["bind"]],
    "the name of another": [[""], ["serviceaccounts"], ["impersonate"]],
  };
  for (const [what, rule] of Object.entries(walls))
    it(`refuses the right to change ${what}, and accepts the right to read it`, () => {
      assert.equal(told(may(...rule)).length, 1);
      assert.deepEqual(told(may(rule[0], rule[1], ["get", "list", "watch"])), []);
    });

  it("accepts what decides nothing: a status, and roles one may make but not exceed", () => {
    assert.deepEqual(
      told(may(["security.istio.io"], ["authorizationpolicies/status"], ["update"])),
      [],
    );
    assert.deepEqual(told(may([GROUP], ["roles", "rolebindings"], ["create", "update"])), []);
  });

  it("accepts a role that nobody is bound to", () => {
    assert.deepEqual(told([role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] })]), []);
  });

  it("accepts the controllers of the site, for the resources that it lists", () => {
    const resources = ["namespaces", "nodes"];
    const editor = { namespace: "team", serviceAccount: "helper", resources };
    const rights = may([""], ["namespaces", "nodes"], ["update"]);
    assert.deepEqual(told(rights, siteOf({ mayEditWalls: [editor] })), []);
    for (const other of [
      { ...editor, serviceAccount: "default" },
      { ...editor, namespace: "team-b" },
      { ...editor, resources: ["nodes"] },
    ])
      assert.equal(told(rights, siteOf({ mayEditWalls: [other] })).length, 1);
    const people = [rights[0], bound("helper", { kind: "Group", name: "helper" })];
    assert.equal(told(people, siteOf({ mayEditWalls: [editor] })).length, 1);
  });

  it("knows the roles that every cluster has", () => {
    for (const name of ["cluster-admin", "admin", "edit"])
      assert.equal(told([bound(name)]).length, 1);
    for (const name of ["view", "system:auth-delegator"]) assert.deepEqual(told([bound(name)]), []);
    assert.deepEqual(told([bound("cluster-admin", { kind: "Group", name: "system:masters" })]), []);
  });

  it("refuses a role whose rights cannot be read", () => {
    assert.match(told([bound("elsewhere")])[0] ?? "", /rights that cannot be read/);
    const aggregated = role({}, { aggregationRule: { clusterRoleSelectors: [] }, rules: [] });
    assert.equal(told([aggregated, bound("helper")]).length, 1);
  });

  it("tells a Role apart from one of the same name elsewhere", () => {
    const ours = (namespace: string) => ({
      ...role({ apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["*"] }),
      kind: "Role",
      metadata: { name: "helper", namespace },
    });
    const binding = {
      ...bound("helper", HELPER, "Role"),
      kind: "RoleBinding",
      metadata: { name: "helper", namespace: "team" },
    };
    assert.match(told([ours("team"), binding])[0] ?? "", /in namespace team$/);
    assert.match(told([ours("team-b"), binding])[0] ?? "", /cannot be read/);
  });

  it("refuses to add to what others hold", () => {
    const rule = { apiGroups: ["security.istio.io"], resources: ["*"], verbs: ["*"] };
    const labels = { [`${GROUP}/aggregate-to-edit`]: "true" };
    const [message] = told([role(rule, { metadata: { name: "helper", labels } })]);
    assert.match(message ?? "", /^gives everybody who holds edit the right to write \*\.security/);
    const reading = { ...rule, verbs: ["get"] };
    assert.deepEqual(told([role(reading, { metadata: { name: "helper", labels } })]), []);
  });

  it("is advice in dev", () => {
    const [finding] = findingsOf(RULE, [bound("edit")], DEV);
    assert.equal(finding?.advice, true);
  });

  it("reads past what is no list", () => {
    assert.deepEqual(
      told([role({ apiGroups: null, resources: 1, verbs: null }), bound("helper")]),
      [],
    );
    assert.deepEqual(
      told([
        { ...bound("edit"), subjects: null },
        { apiVersion, kind: "Role" },
      ]),
      [],
    );
  });
});
