import assert from "node:assert/strict";
import { judge } from "../../policy/judge";
import { isolation } from "../../policy/rules/network/isolation";
import { siteFrom, type Site } from "../../policy/site/site";
import { UNKNOWN } from "../../policy/unknown";
import { add } from "./verdicts/leaks/leak";
import { allow, block, goodStack, part, policy, siteWith, tcp, type Raw } from "./verdicts/stack";

const open = add(
  allow("team-a", "more", part("seldon-server"), {
    egress: [{ to: [block("0.0.0.0/0")], ports: tcp(443) }],
  }),
);
const found = (stack: readonly unknown[], site = siteWith()) =>
  judge(isolation, stack, site).findings;
const inDev = (): Site => ({ ...siteWith(), environment: "dev" });

describe("the rules of isolation", () => {
  it("say nothing of a stack whose verdicts hold", () => {
    assert.deepEqual(found(goodStack()), []);
  });

  it("name the policy, the place in it, who reaches what, and the remedy", () => {
    assert.deepEqual(found(open(goodStack())), [
      {
        rule: "nothing-leaves",
        object: {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          namespace: "team-a",
          name: "more",
        },
        path: "spec.egress[0].to[0]",
        message:
          "NET-CIDR: lets team-a/mlserver[StatefulSet] reach 0.0.0.0-255.255.255.255 on TCP 443, which the site does not list (decided by team-a/more spec.egress[0])",
        remedy: "Name the exact addresses: this block is every address of its family.",
        advice: false,
      },
    ]);
  });

  it("are advice in dev, with the same words", () => {
    const [finding, ...rest] = found(open(goodStack()), inDev());
    assert.deepEqual(rest, []);
    assert.deepEqual({ ...finding, advice: false }, found(open(goodStack()))[0]);
    assert.equal(finding?.advice, true);
  });

  it("say once that nothing is proved, with the object that could not be judged", () => {
    const cilium: Raw = {
      apiVersion: "cilium.io/v2",
      kind: "CiliumNetworkPolicy",
      metadata: { name: "wide", namespace: "team-a" },
    };
    const [finding, ...rest] = found([...goodStack(), cilium]);
    assert.deepEqual(rest, []);
    assert.equal(finding?.rule, "reach-is-known");
    assert.equal(finding.object.name, "wide");
    assert.match(finding.message, /^NET-OTHER-KIND: /);
  });

  it("prove nothing of a policy with a value that is unknown at preview, and go on with the others", () => {
    const unknown = policy("team-a", "late", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: UNKNOWN } }] }],
    });
    const findings = found([...open(goodStack()), unknown]);
    assert.deepEqual(
      findings.map(({ rule, object, path }) => [rule, object.name, path]),
      [
        ["reach-is-known", "late", "spec.egress[0].to[0].ipBlock.cidr"],
        ["nothing-leaves", "more", "spec.egress[0].to[0]"],
      ],
    );
  });

  it("prove nothing of a right with an unknown rule", () => {
    const stack = goodStack().map((object) =>
      object.kind === "Role" ? { ...object, rules: UNKNOWN } : object,
    );
    const [finding, ...rest] = found(stack);
    assert.deepEqual(rest, []);
    assert.equal(finding?.rule, "reach-is-known");
    assert.equal(finding.object.kind, "Role");
    assert.equal(finding.path, "rules");
  });

  it("prove nothing where the site says nothing of its network, or says it wrongly", () => {
    const silent = found(
      goodStack(),
      siteFrom({ environment: "prod", imageHosts: ["harbor.local"] }),
    );
    assert.deepEqual(
      silent.map(({ rule, path, advice }) => [rule, path, advice]),
      [["reach-is-known", "network", false]],
    );
    const [wrong] = found(goodStack(), siteWith({ clients: ["10.30.0.1/24"] }));
    assert.match(wrong?.message ?? "", /^NOT-PROVED: holds an address that cannot be used: /);
  });

  it("say nothing of an empty set", () => {
    assert.deepEqual(found([]), []);
  });
});
