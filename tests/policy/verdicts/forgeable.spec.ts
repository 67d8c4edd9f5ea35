import assert from "node:assert/strict";
import { verdictsOf } from "../../../policy/verdicts";
import { group, rights } from "./rights";
import { allow, goodStack, inside, part, pods, siteWith, tcp, type Raw } from "./stack";

const found = (...more: Raw[]) =>
  verdictsOf([...goodStack(), ...more], siteWith())
    .find(({ name }) => name === "nothing-is-forgeable")
    ?.breaches.map(({ code, object, message }) => `${code} ${object.name}: ${message}`) ?? [];

const write = (apiGroup: string, resource: string, ...verbs: string[]) => ({
  apiGroups: [apiGroup],
  resources: [resource],
  verbs,
});
const account = (namespace: string) => ({ kind: "ServiceAccount", name: "default", namespace });
const NETWORK = write("networking.k8s.io", "networkpolicies", "patch");

describe("nothing-is-forgeable, given the rights in the set", () => {
  const walls: [string, object, object][] = [
    ["a team that may change NetworkPolicies", NETWORK, group("team-a")],
    ["an account of a tenant that may", NETWORK, account("team-a")],
    ["all accounts of a tenant at once", NETWORK, group("system:serviceaccounts:team-a")],
    ["everybody who is logged in", NETWORK, group("system:authenticated")],
    ["a team that may label its namespace", write("", "namespaces", "update"), group("team-a")],
    [
      "a team that may write Istio's kinds",
      write("security.istio.io", "*", "create"),
      group("team-a"),
    ],
    ["a team that may do everything", write("*", "*", "*"), group("team-a")],
  ];
  for (const [what, rule, subject] of walls)
    it(`refuses ${what}`, () => {
      const breaches = found(...rights("team-a", "wide", rule, subject));
      const wall = /^WL-RBAC wide: lets .* write .* in team-a, by Role wide$/;
      assert.equal(breaches.filter((breach) => wall.test(breach)).length, 1);
    });

  const harmless: [string, object, object][] = [
    ["a team that may look at NetworkPolicies", { ...NETWORK, verbs: ["get"] }, group("team-a")],
    ["the platform's account that may write them", NETWORK, account("seldon-system")],
    ["a team that may write Models", write("mlops.seldon.io", "models", "create"), group("team-a")],
  ];
  for (const [what, rule, subject] of harmless)
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(...rights("team-a", "narrow", rule, subject)), []);
    });

  it("refuses labels of pods where a team makes pods, and accepts all pods of its namespace", () => {
    const makers = rights("team-a", "makers", write("", "pods", "create"), group("team-a"));
    const [first] = found(...makers);
    assert.match(
      first ?? "",
      /^NET-FORGEABLE allow-\w+: selects pods of team-a by their labels, which Group team-a may choose: it writes pods by Role makers$/,
    );
    const peer = (labels?: object) =>
      allow("team-b", "more", part("seldon-envoy"), {
        ingress: [{ from: [inside("team-t", labels)], ports: tcp(9000) }],
      });
    assert.equal(found(peer({ app: "trusted" })).length, 1);
    assert.deepEqual(found(peer()), []);
    const among = allow("team-t", "among", { app: "job" }, { ingress: [{ from: [pods()] }] });
    assert.deepEqual(found(among), []);
  });

  it("proves nothing of a role that is not in the set, and knows those that every cluster has", () => {
    const bound = (name: string): Raw[] =>
      rights("team-a", "team", {}, group("team-a")).map((object) =>
        object.kind === "RoleBinding"
          ? { ...object, roleRef: { kind: "ClusterRole", name } }
          : object,
      );
    assert.match(found(...bound("elsewhere"))[0] ?? "", /WL-RBAC team: .* nobody can tell/);
    assert.match(found(...bound("edit"))[0] ?? "", /NET-FORGEABLE|WL-RBAC/);
    assert.deepEqual(found(...bound("view")), []);
  });
});
