import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const inside = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";
const pool = (name: string, ...addresses: string[]) => ({ name, addresses });
const pools = (...all: object[]) => ({ metalLb: { pools: all } });
const prod = (change: object) => ({
  environment: "prod",
  registry: { host: "harbor.test", username: "robot" },
  ...change,
});
const cluster = (change: object) => ({
  cluster: { context: "test", apiServer: { cidrs: ["10.0.0.1/32"] }, ...change },
});

describe("the pools of MetalLB", () => {
  it("are refused with one name for two", () => {
    assert.deepEqual(problems(pools(pool("a", "10.20.0.0/28"), pool("a", "10.20.1.0/28"))), [
      'metalLb.pools[1].name: "a" is the name of pool 1 already; choose another name, or put the addresses into that pool',
    ]);
    accepted(pools(pool("a", "10.20.0.0/28"), pool("b", "10.20.1.0/28")));
  });

  it("are refused where a range runs backwards", () => {
    assert.deepEqual(problems(pools(pool("a", "10.20.0.9-10.20.0.8"))), [
      'metalLb.pools[0].addresses[0]: "10.20.0.9-10.20.0.8" is a range whose last address is before its first; write 10.20.0.8-10.20.0.9',
    ]);
    accepted(pools(pool("a", "10.20.0.9-10.20.0.9")));
    // By number, and not by spelling.
    accepted(pools(pool("a", "10.20.0.9-10.20.0.10")));
  });

  it("are refused where ranges overlap, in one pool or two, CIDRs and IPv6 included", () => {
    const sentence = (text: string, other: string, of: string) =>
      `"${text}" is a range that overlaps ${other} of pool "${of}"; each address may be in one range only`;
    assert.deepEqual(
      problems(pools(pool("a", "10.20.0.0/28"), pool("b", "10.20.0.15-10.20.0.20"))),
      [`metalLb.pools[1].addresses[0]: ${sentence("10.20.0.15-10.20.0.20", "10.20.0.0/28", "a")}`],
    );
    assert.deepEqual(problems(pools(pool("a", "fd00::/120", "fd00::ff-fd00::1ff"))), [
      `metalLb.pools[0].addresses[1]: ${sentence("fd00::ff-fd00::1ff", "fd00::/120", "a")}`,
    ]);
    accepted(pools(pool("a", "10.20.0.0/28"), pool("b", "10.20.0.16-10.20.0.20", "fd00::/120")));
  });

  it("are refused outside private ranges in prod, with one address outside already", () => {
    for (const text of ["93.184.216.0/28", "192.168.255.255-192.169.0.0", "2001:db8::/120"])
      assert.deepEqual(problems(prod(pools(pool("a", text)))), [
        `metalLb.pools[0].addresses[0]: "${text}" is not inside a private range, and prod is not on the internet; write addresses inside ${inside}`,
      ]);
    accepted(prod(pools(pool("a", "192.168.255.240-192.168.255.255", "fd00::/120"))));
    accepted(pools(pool("a", "93.184.216.0/28")));
  });

  it("are refused with an address in them that a node or somebody else has", () => {
    const nodes = [{ name: "node-1", address: "10.20.0.5" }];
    const taken = [
      { name: "printer", address: "10.20.0.6" },
      { name: "ingress", nodePort: 30080 },
    ];
    const range = "10.20.0.0-10.20.0.6";
    assert.deepEqual(problems({ ...pools(pool("a", range)), ...cluster({ nodes, taken }) }), [
      `metalLb.pools[0].addresses[0]: "${range}" is a range with 10.20.0.5 in it, the address of node node-1; leave that out`,
      `metalLb.pools[0].addresses[0]: "${range}" is a range with 10.20.0.6 in it, the address of "printer" in cluster.taken; leave that out`,
    ]);
    accepted({ ...pools(pool("a", "10.20.0.7-10.20.0.9")), ...cluster({ nodes, taken }) });
  });
});

describe("the mode of MetalLB", () => {
  const peer = { name: "tor-1", address: "10.0.0.1", asn: 64500, myAsn: 64501 };
  const metalLb = (change: object) => ({
    metalLb: { pools: [pool("a", "10.20.0.0/28")], ...change },
  });
  const bgp = (...peers: object[]) => metalLb({ mode: "bgp", peers });

  it("is refused with routers that it does not tell, and without routers that it needs", () => {
    assert.deepEqual(problems(metalLb({ mode: "l2", peers: [peer] })), [
      `metalLb.peers: ${JSON.stringify([peer])} is of no effect in mode l2, which tells no router; remove it, or write mode: bgp`,
    ]);
    assert.deepEqual(problems(metalLb({ mode: "bgp" })), [
      "metalLb.peers: is empty, and in mode bgp nobody learns of an address without a router; name one, or write mode: l2",
    ]);
    accepted(bgp(peer));
    accepted(metalLb({ mode: "l2" }));
  });

  it("is refused with interfaces that it does not look at", () => {
    const interfaces = ["eth0"];
    assert.deepEqual(problems(metalLb({ mode: "bgp", peers: [peer], interfaces })), [
      'metalLb.interfaces: ["eth0"] is of no effect in mode bgp, in which no node answers for an address; remove it, or write mode: l2',
    ]);
    accepted(metalLb({ interfaces }));
  });

  it("is refused with routers that MetalLB's webhook refuses, all of it in one message", () => {
    const other = { ...peer, asn: 64502, myAsn: 64502, port: 16385, ebgpMultiHop: true };
    assert.deepEqual(problems(bgp(peer, other)), [
      'metalLb.peers[1].name: "tor-1" is the name of a peer before it already; choose another name',
      'metalLb.peers[1].address: "10.0.0.1" is the address of a peer before it already; remove one of the two',
      "metalLb.peers[1].myAsn: 64502 is not the cluster's number at the first peer, 64501, and frr-k8s has one for all; write the same",
      "metalLb.peers[1].port: 16385 is above 16384, the highest port of a router that MetalLB takes; have the router listen on 179",
      "metalLb.peers[1].ebgpMultiHop: true is for routers of another autonomous system, and this one has the cluster's own number; remove it",
    ]);
    const legal = { ...peer, name: "tor-2", address: "10.0.0.2", port: 16384, ebgpMultiHop: true };
    accepted(bgp(peer, legal));
    accepted(bgp({ ...peer, asn: peer.myAsn }));
  });
});
