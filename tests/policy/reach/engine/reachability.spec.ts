import assert from "node:assert/strict";

import { AddressSet } from "../../../../policy/reach/sets/address-set";
import type { Reachability } from "../../../../policy/reach/reachability";
import type { Workload } from "../../../../policy/reach/workload";
import { proverFor, workload } from "./prover";

const web = workload("web", { app: "web" });
const data = workload("db", { app: "db" }, [{ name: "sql", port: 5432, protocol: "TCP" }]);
const node: Workload = { ...workload("agent", { app: "agent" }), hostNetwork: true };
const deny = { policyTypes: ["Ingress", "Egress"] };
const app = (name: string) => ({ matchLabels: { app: name } });
const sql = {
  egress: {
    podSelector: app("web"),
    policyTypes: ["Egress"],
    egress: [
      { to: [{ podSelector: app("db") }], ports: [{ port: "sql" }] },
      { ports: [{ port: 53, protocol: "UDP" }] },
    ],
  },
  ingress: { podSelector: app("db"), ingress: [{ from: [{ podSelector: app("web") }] }] },
};

const decisions = (rules: ReturnType<Reachability["rules"]>) =>
  rules.map(({ policy, rule, direction }) => `${direction} ${policy.name} ${rule.path}`);

describe("who can reach whom", () => {
  it("is open until a policy holds one of the two ends", () => {
    assert.equal(String(proverFor([web, data], []).between(web, data)), "all ports");
    assert.equal(String(proverFor([web, data], [deny]).between(web, data)), "no ports");
  });

  it("needs both ends to let a connection through, and names the rules of each that do", () => {
    const prover = proverFor([web, data], [deny, sql.egress, sql.ingress]);
    assert.equal(String(prover.between(web, data)), "TCP 5432, UDP 53");
    assert.deepEqual(decisions(prover.rules(web, data)), [
      "egress policy-1 spec.egress[0]",
      "egress policy-1 spec.egress[1]",
      "ingress policy-2 spec.ingress[0]",
    ]);
    assert.deepEqual(prover.rules(data, web), []);
  });

  it("names no rule of one end while the other is shut, or whose ports the other does not take", () => {
    const shut = proverFor([web, data], [deny, sql.egress]);
    assert.deepEqual(shut.rules(web, data), []);
    const dns = { ...sql.ingress, ingress: [{ ports: [{ port: 53, protocol: "UDP" }] }] };
    assert.deepEqual(decisions(proverFor([web, data], [deny, sql.egress, dns]).rules(web, data)), [
      "egress policy-1 spec.egress[1]",
      "ingress policy-2 spec.ingress[0]",
    ]);
  });

  it("names the rules by which addresses are reached; one for pods alone is none of them", () => {
    const out = {
      ...deny,
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { podSelector: {} }] }],
    };
    const prover = proverFor([web, data], [sql.egress, out]);
    const outside = AddressSet.parse("10.9.0.0/16");
    assert.deepEqual(decisions(prover.rules(web, outside)), [
      "egress policy-0 spec.egress[1]",
      "egress policy-1 spec.egress[0]",
    ]);
    assert.deepEqual(decisions(prover.rules(data, outside)), ["egress policy-1 spec.egress[0]"]);
    assert.deepEqual(decisions(prover.rules(data, AddressSet.parse("11.0.0.0/8"))), []);
    assert.deepEqual(decisions(prover.rules(outside, web)), []);
    assert.deepEqual(decisions(prover.rules(outside, outside)), []);
  });

  it("knows which policies hold a workload, and that none hold one in the network of its node", () => {
    const prover = proverFor([web, node], [deny, sql.egress]);
    const names = (workload: Workload, direction: "ingress" | "egress") =>
      prover.isolated(workload, direction).map(({ name }) => name);
    assert.deepEqual(names(web, "egress"), ["policy-0", "policy-1"]);
    assert.deepEqual(names(web, "ingress"), ["policy-0"]);
    assert.deepEqual(names(node, "egress"), []);
    assert.equal(prover.outbound(node)[0]?.addresses.contains(AddressSet.everything()), true);
  });

  it("judges a workload that is not in the set, by the name of its namespace", () => {
    const stranger: Workload = { ...web, namespace: "team-b", labels: { app: "web" } };
    const from = (name: string) => ({
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } }] },
      ],
    });
    assert.equal(String(proverFor([data], [from("team-b")]).between(stranger, data)), "all ports");
    assert.equal(String(proverFor([data], [from("team-c")]).between(stranger, data)), "no ports");
    assert.equal(
      String(proverFor([web], [deny]).between({ ...web, name: "twin" }, web)),
      "no ports",
    );
  });

  describe("where a block may hold pods", () => {
    const toBlock = { ...deny, egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/24" } }] }] };
    const free: Workload = { ...data, namespace: "team-b" };
    const between = (to: Workload, pods?: string) =>
      String(
        proverFor([web, free, node], [toBlock], {
          blocks: "may hold pods",
          pods: pods === undefined ? undefined : AddressSet.parse(pods),
        }).between(web, to),
      );

    it("takes a block for pods that may be in it, and for no pods where they are elsewhere", () => {
      assert.equal(between(free), "all ports");
      assert.equal(between(free, "10.0.0.128/25"), "all ports");
      assert.equal(between(free, "10.0.1.0/24"), "no ports");
      assert.equal(String(proverFor([web, free], [toBlock]).between(web, free)), "no ports");
    });

    it("takes any block for pods in the network of their node, which has an address that nobody told", () => {
      assert.equal(between(node, "10.0.1.0/24"), "all ports");
      assert.equal(String(proverFor([web, node], [toBlock]).between(web, node)), "no ports");
    });
  });
});
