import assert from "node:assert/strict";

import { fixedAddresses, fixedPorts } from "../../exposure/address-table";
import { keyText } from "../../schema/path";
import { cluster, stack } from "./stack";

const taken = [
  { name: "Harbor", nodePort: 30881 },
  { name: "the VPN", address: "10.20.0.5" },
];
const tenants = [
  { name: "team-a" },
  { name: "team-b", exposure: { type: "direct", nodePort: 32000, address: "10.20.0.101" } },
  { name: "team-c", retire: true, exposure: { type: "direct", nodePort: 32001 } },
];
const full = (exposure: object) =>
  stack({ exposure, tenants, cluster: { ...cluster, nodes: [], taken } });
const addresses = (exposure: object) =>
  fixedAddresses(full(exposure)).map(
    ({ address, owner, path }) => `${address} ${owner} ${keyText(path)}`,
  );
const ports = (exposure: object) =>
  fixedPorts(full(exposure)).map(
    ({ nodePort, owner, path }) => `${String(nodePort)} ${owner} ${keyText(path)}`,
  );

describe("the table of fixed addresses", () => {
  it("has the gateway's, and whose the others are", () => {
    assert.deepEqual(addresses({ type: "metalLb", address: "10.20.0.100" }), [
      "10.20.0.5 the VPN cluster.taken[1].address",
      "10.20.0.100 the gateway exposure.address",
    ]);
  });

  it("has a tenant's where its Service takes one", () => {
    assert.deepEqual(addresses({ type: "none", direct: { service: "loadBalancer" } }), [
      "10.20.0.5 the VPN cluster.taken[1].address",
      "10.20.0.101 tenant team-b tenants[1].exposure.address",
    ]);
  });

  it("has each node's", () => {
    assert.deepEqual(
      fixedAddresses(stack()).map(({ address, owner }) => `${address} ${owner}`),
      ["10.20.0.21 node node-1", "10.20.0.22 node node-2"],
    );
  });
});

describe("the table of fixed NodePorts", () => {
  it("has the gateway's where callers come by them, HTTPS under TLS alone", () => {
    const others = [
      "30881 Harbor cluster.taken[0].nodePort",
      "32000 tenant team-b tenants[1].exposure.nodePort",
    ];
    const http = "31080 the gateway's HTTP exposure.ports.http";
    assert.deepEqual(ports({ type: "metalLb", tls: {} }), others);
    assert.deepEqual(ports({ type: "nodePort" }), [http, ...others]);
    assert.deepEqual(ports({ type: "hardwareLoadBalancer", tls: {} }), [
      http,
      "31443 the gateway's HTTPS exposure.ports.https",
      ...others,
    ]);
  });
});
