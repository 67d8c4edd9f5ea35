import assert from "node:assert/strict";

import { UsageError } from "../../commands/checkout";
import { chosen, type AssumptionId } from "../../commands/preflight/assumptions";
import { probes } from "../../commands/preflight/probes/all";
import { runProbes } from "../../commands/preflight/session";
import { readStack } from "../../commands/preflight/stack";
import type { Line } from "../../commands/preflight/table";
import { Throwaway } from "../../commands/preflight/throwaway";
import { SimulatedCluster, type World } from "./simulated-cluster";

const node = (name: string) => ({
  metadata: { name, labels: { "kubernetes.io/hostname": name } },
  status: { conditions: [{ type: "Ready", status: "True" }] },
});
const nodes = { Node: [node("one"), node("two")] };

/** What one assumption comes to in a world, and the cluster that it was tried on. */
async function tried(only: AssumptionId, world: World = {}) {
  const cluster = new SimulatedCluster({ objects: nodes, ...world });
  const signal = new AbortController().signal;
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const throwaway = new Throwaway(cluster, {
    id: "abc123",
    pullSecret: undefined,
    say,
    signal,
    pollMilliseconds: 1,
    removalSeconds: 1,
  });
  const lines: Line[] = [];
  const stack = readStack("prod");
  const session = { cluster, throwaway, stack, image: "registry.test/it", say, signal };
  await runProbes(session, probes, [only], (line) => lines.push(line));
  return { cluster, throwaway, lines, said };
}

const outcomes = async (only: AssumptionId, world: World = {}) =>
  (await tried(only, world)).lines.map(({ outcome }) => `${outcome.status}: ${outcome.detail}`);

describe("preflight", () => {
  describe("A1, what nodes pull", () => {
    it("holds where no image of a public registry comes", async () => {
      assert.deepEqual(await outcomes("A1"), [
        "holds: on 2 nodes no image came: ErrImagePull: dial tcp: i/o timeout",
      ]);
    });

    it("fails where one comes, whatever its container then does", async () => {
      for (const image of [
        { reason: "CreateContainerError" },
        { reason: "ErrImagePull", message: "429 Too Many Requests: toomanyrequests" },
      ]) {
        const [found = ""] = await outcomes("A1", { image });
        assert.match(found, /^does not hold: node one got docker\.io\/library\/hello-world; /);
      }
    });
  });

  describe("A2, from the first packet to the last", () => {
    it("holds where nothing gets out early and open connections are cut", async () => {
      assert.deepEqual(await outcomes("A2"), [
        "holds: on 2 nodes nothing got out of a new pod in 15 s",
        "holds: an open connection was cut 6 s after the pod started",
      ]);
    });

    it("fails where a policy comes after the pod's first packets", async () => {
      const [found] = await outcomes("A2", { early: 7 });
      assert.equal(
        found,
        "does not hold: node one: 7 of 30 calls got out, 0.06 s to 1.4 s after it started; " +
          "node two: 7 of 30 calls got out, 0.06 s to 1.4 s after it started",
      );
    });

    it("fails where an open connection lives on", async () => {
      const [, found] = await outcomes("A2", { survives: true });
      assert.equal(
        found,
        "does not hold: a connection lived on for 40 s, though the policy shuts new ones",
      );
    });

    it("says nothing of open connections where the policy does not shut new ones", async () => {
      const [, found = ""] = await outcomes("A2", { flaw: "enforces no egress" });
      assert.match(found, /^could not be told: a new connection is still let through/);
    });
  });

  describe("A3, what a policy says", () => {
    it("holds with a plugin that enforces everything, in one family and in two", async () => {
      assert.deepEqual(await outcomes("A3"), [
        "holds: 15 rules as written, from 2 nodes, in the one address family that pods have",
      ]);
      const [both = ""] = await outcomes("A3", { dualStack: true });
      assert.match(both, /^holds: .*by IPv4 and IPv6$/);
    });

    for (const [flaw, says] of [
      ["enforces nothing", "ingress: a port that no rule names is open"],
      ["enforces no ingress", "ingress: a pod of another namespace is let in"],
      ["enforces no egress", "egress: a pod of a namespace that no rule names is reached"],
      ["ignores endPort", "egress: the last port of an endPort range is shut"],
      ["ignores names of ports", "ingress: a rule with a named port is not taken"],
      ["ignores protocols", "egress: a TCP rule opens UDP too"],
      ["ignores labels of pods", "ingress: a pod with another label is let in"],
      ["ignores namespaces", "ingress: a pod of another namespace is let in"],
    ] as const)
      it(`names what is wrong with a plugin that ${flaw}`, async () => {
        const [found = ""] = await outcomes("A3", { flaw });
        assert.match(found, /^does not hold: /);
        assert.ok(found.includes(says), found);
      });

    it("names IPv6 where only that is open", async () => {
      const [found = ""] = await outcomes("A3", { flaw: "lets IPv6 through", dualStack: true });
      assert.match(
        found,
        /ingress: a port that no rule names is open \(from node one, TCP 8005 by IPv6: open\)/,
      );
      assert.doesNotMatch(found, /TCP 8005: open/);
    });
  });

  it("A4: fails where a kubelet does not get through, and holds where it does", async () => {
    assert.deepEqual(await outcomes("A4"), [
      "holds: the kubelets of 2 nodes reach their pods under default deny",
    ]);
    assert.deepEqual(await outcomes("A4", { kubeletIsShutOut: true }), [
      "does not hold: the kubelet does not reach a pod under default deny on: one, two",
    ]);
  });

  it("A5: says whether address blocks match pods", async () => {
    assert.deepEqual(await outcomes("A5"), [
      "holds: here address blocks match pods in egress and match pods in ingress",
    ]);
    assert.deepEqual(await outcomes("A5", { flaw: "blocks match no pods" }), [
      "holds: here address blocks match no pods in egress and match no pods in ingress",
    ]);
  });

  it("A7: fails where anything outside answers, and names it", async () => {
    assert.deepEqual(await outcomes("A7"), ["holds: from 2 nodes none of 11 addresses answers"]);
    const [found] = await outcomes("A7", { reachable: ["169.254.169.254"] });
    assert.equal(
      found,
      "does not hold: node one reaches 169.254.169.254 TCP 80; node two reaches 169.254.169.254 TCP 80",
    );
  });

  it("A8: fails where a public name has a public address, and not for one of the site", async () => {
    const names = { "example.com.": ["93.184.216.34"] };
    const [, found] = await outcomes("A8", { names });
    assert.match(
      found ?? "",
      /^does not hold: example\.com\. is 93\.184\.216\.34, by 10\.43\.0\.10/,
    );
    const [, own] = await outcomes("A8", { names: { "example.com.": ["10.20.0.5"] } });
    assert.match(own ?? "", /^holds: /);
  });

  describe("a probe that cannot be carried out", () => {
    it("is told with what keeps its pods from running", async () => {
      const stuck = { reason: "ImagePullBackOff", message: "no such image" };
      assert.deepEqual(await outcomes("A4", { stuck }), [
        "could not be told: pod preflight-abc123-start-0/start does not come to what it has to: ImagePullBackOff: no such image",
      ]);
    });

    it("is told with the API server's refusal", async () => {
      assert.deepEqual(await outcomes("A4", { refuses: "Namespace" }), [
        "could not be told: the API server does not let this user create Namespace",
      ]);
    });

    it("is told where no node takes pods", async () => {
      const tainted = { ...node("one"), spec: { taints: [{ effect: "NoSchedule" }] } };
      assert.deepEqual(await outcomes("A4", { objects: { Node: [tainted] } }), [
        "could not be told: no node takes pods",
      ]);
    });
  });

  it("gives no probe pod a token", async () => {
    const { cluster } = await tried("A3");
    const pods = cluster.created.filter(({ kind }) => kind === "Pod");
    assert.ok(pods.length > 5);
    for (const { spec } of pods as { spec?: Record<string, unknown> }[])
      assert.equal(spec?.["automountServiceAccountToken"], false);
  });

  it("removes every namespace that it made, and says what it could not", async () => {
    const { cluster, throwaway } = await tried("A3");
    const made = cluster.created.filter(({ kind }) => kind === "Namespace");
    assert.deepEqual(await throwaway.remove(), []);
    assert.deepEqual([...cluster.removed].sort(), made.map(({ metadata }) => metadata.name).sort());
    const stubborn = await tried("A4");
    stubborn.cluster.removeNamespace = () => Promise.resolve();
    assert.deepEqual(await stubborn.throwaway.remove(), [
      "preflight-abc123-start-0",
      "preflight-abc123-start-1",
      "preflight-abc123-own-node",
    ]);
  });

  it("probes each assumption, and refuses one that there is not", () => {
    const probed = new Set(probes.map(({ assumption }) => assumption));
    assert.deepEqual([...probed], chosen(undefined));
    assert.deepEqual(chosen("A4, A3"), ["A3", "A4"]);
    assert.throws(
      () => chosen("A3,A0"),
      (error) =>
        error instanceof UsageError &&
        error.message ===
          '--only A3,A0: there is no assumption "A0"; use A1, A2, A3, A4, A5, A6, A7, A8, A9, with commas between',
    );
  });
});
