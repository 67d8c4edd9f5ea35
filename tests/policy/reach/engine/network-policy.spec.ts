import assert from "node:assert/strict";

import {
  readNetworkPolicy,
  type NetworkPolicy,
} from "../../../../policy/reach/policies/network-policy";
import { UnreadablePolicy } from "../../../../policy/reach/policies/unreadable-policy";
import { guarded, UNKNOWN, UnknownAtPreview } from "../../../../policy/unknown";
import { policy } from "./prover";

const read = (spec: object): NetworkPolicy => readNetworkPolicy(policy(spec));
const to = (...peers: unknown[]) => ({ egress: [{ to: peers }] });
const onPorts = (...ports: unknown[]) => ({ egress: [{ ports }] });
const block = (cidr: string, ...except: string[]) => to({ ipBlock: { cidr, except } });

describe("reading a NetworkPolicy", () => {
  it("holds ingress where no type is named, and egress only with a rule of it", () => {
    assert.deepEqual([read({}).ingress, read({}).egress], [[], undefined]);
    assert.deepEqual(read({ policyTypes: [] }).egress, undefined);
    assert.deepEqual(read({ egress: [] }).egress, undefined);
    assert.equal(read({ egress: [{}] }).egress?.length, 1);
    assert.deepEqual(read({ egress: [{}] }).ingress, []);
  });

  it("goes by the types where they are named, whatever rules there are", () => {
    const onlyEgress = read({ policyTypes: ["Egress"], ingress: [{}] });
    assert.deepEqual([onlyEgress.ingress, onlyEgress.egress], [undefined, []]);
    assert.equal(read({ policyTypes: ["Ingress"], egress: [{}] }).egress, undefined);
  });

  it("takes an absent, null or empty list of peers for everyone, and of ports for all", () => {
    for (const rule of [{}, { to: null, ports: null }, { to: [], ports: [] }]) {
      const [first] = read({ egress: [rule] }).egress ?? [];
      assert.deepEqual([first?.peers, first?.ports], ["everyone", "all"]);
    }
  });

  it("fills in TCP, all ports of a protocol, and the end of a range", () => {
    const [rule] =
      read(onPorts({}, { port: 80 }, { port: 80, endPort: 90, protocol: "UDP" }, { port: "http" }))
        .egress ?? [];
    assert.deepEqual(rule?.ports, [
      { protocol: "TCP", from: 1, to: 65535 },
      { protocol: "TCP", from: 80, to: 80 },
      { protocol: "UDP", from: 80, to: 90 },
      { protocol: "TCP", name: "http" },
    ]);
  });

  it("takes exceptions out of a block", () => {
    const [rule] = read(block("10.0.0.0/24", "10.0.0.0/25", "10.0.0.255/32")).egress ?? [];
    const [peer] = rule?.peers === "everyone" ? [] : (rule?.peers ?? []);
    assert.ok(peer && "block" in peer);
    assert.deepEqual(peer.block.addresses.ranges(), ["10.0.0.128-10.0.0.254"]);
    assert.equal(peer.path, "spec.egress[0].to[0]");
  });

  it("stops at a value that is not known at preview", () => {
    const unknown = guarded(policy(to({ ipBlock: { cidr: UNKNOWN } })));
    assert.throws(
      () => readNetworkPolicy(unknown),
      (error) =>
        error instanceof UnknownAtPreview && error.path === "spec.egress[0].to[0].ipBlock.cidr",
    );
  });

  const refused: [string, object, string, object][] = [
    ["an unknown field", { podSelectr: {} }, "spec.podSelectr", { podSelector: {} }],
    [
      "peers on the wrong side",
      { egress: [{ from: [] }] },
      "spec.egress[0].from",
      { ingress: [{ from: [] }] },
    ],
    ["an empty peer", to({}), "spec.egress[0].to[0]", to({ podSelector: {} })],
    [
      "a block and a selector in one peer",
      to({ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: {} }),
      "spec.egress[0].to[0]",
      to({ ipBlock: { cidr: "10.0.0.0/8" } }, { podSelector: {} }),
    ],
    [
      "a block without a cidr",
      to({ ipBlock: {} }),
      "spec.egress[0].to[0].ipBlock.cidr",
      block("::/0"),
    ],
    [
      "a block with host bits",
      block("10.0.0.1/8"),
      "spec.egress[0].to[0].ipBlock.cidr",
      block("10.0.0.1/32"),
    ],
    [
      "an exception outside its block",
      block("10.0.0.0/8", "11.0.0.0/9"),
      "spec.egress[0].to[0].ipBlock.except[0]",
      block("10.0.0.0/8", "10.0.0.0/9"),
    ],
    [
      "an exception as large as its block",
      block("10.0.0.0/8", "10.0.0.0/8"),
      "spec.egress[0].to[0].ipBlock.except[0]",
      block("10.0.0.0/8", "10.0.0.0/9"),
    ],
    [
      "an exception of the other family",
      block("10.0.0.0/8", "::/1"),
      "spec.egress[0].to[0].ipBlock.except[0]",
      block("::/0", "::/1"),
    ],
    [
      "an unknown protocol",
      onPorts({ protocol: "tcp" }),
      "spec.egress[0].ports[0].protocol",
      onPorts({ protocol: "SCTP" }),
    ],
    ["port 0", onPorts({ port: 0 }), "spec.egress[0].ports[0].port", onPorts({ port: 1 })],
    [
      "port 65536",
      onPorts({ port: 65536 }),
      "spec.egress[0].ports[0].port",
      onPorts({ port: 65535 }),
    ],
    [
      "a number as a name",
      onPorts({ port: "80" }),
      "spec.egress[0].ports[0].port",
      onPorts({ port: "http-80" }),
    ],
    [
      "endPort below port",
      onPorts({ port: 90, endPort: 80 }),
      "spec.egress[0].ports[0].endPort",
      onPorts({ port: 90, endPort: 90 }),
    ],
    [
      "endPort beside a name",
      onPorts({ port: "http", endPort: 80 }),
      "spec.egress[0].ports[0].endPort",
      onPorts({ port: 80, endPort: 80 }),
    ],
    [
      "endPort alone",
      onPorts({ endPort: 80 }),
      "spec.egress[0].ports[0].endPort",
      onPorts({ port: 1, endPort: 80 }),
    ],
    [
      "an unknown type",
      { policyTypes: ["egress"] },
      "spec.policyTypes[0]",
      { policyTypes: ["Egress"] },
    ],
    ["rules that are no list", { egress: {} }, "spec.egress", { egress: [] }],
  ];
  for (const [what, bad, path, good] of refused)
    it(`refuses ${what}, and takes the nearest that is right`, () => {
      assert.throws(
        () => read(bad),
        (error) => error instanceof UnreadablePolicy && error.path === path && error.remedy !== "",
      );
      assert.ok(read(good));
    });

  it("refuses a policy without a namespace, and one of another version", () => {
    const refuses = (change: object, path: string) => {
      assert.throws(
        () => readNetworkPolicy({ ...policy({}), ...change }),
        (error) => error instanceof UnreadablePolicy && error.path === path,
      );
    };
    refuses({ metadata: { name: "deny" } }, "metadata.namespace");
    refuses({ apiVersion: "networking.k8s.io/v2" }, "apiVersion");
    refuses({ kind: "ClusterNetworkPolicy" }, "kind");
    assert.equal(readNetworkPolicy(policy({})).namespace, "team-a");
  });
});
