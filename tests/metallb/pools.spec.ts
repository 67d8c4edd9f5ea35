import assert from "node:assert/strict";

import { metalLbObjects } from "../../metallb/pools";
import { MetalLb } from "../../schema/metal-lb";
import { crdComplaints } from "../certificates/crd-complaints";

const pools = [
  { name: "main", addresses: ["10.20.0.100-10.20.0.120"] },
  { name: "fixed", addresses: ["10.20.1.0/28", "fd00::/120"], autoAssign: false },
];
const peers = [
  { name: "tor-1", address: "10.0.0.1", asn: 64500, myAsn: 64501, passwordSecret: "tor-1" },
  { name: "tor-2", address: "10.0.0.2", asn: 64500, myAsn: 64501, port: 1179, ebgpMultiHop: true },
];
const l2 = (change: object = {}) => metalLbObjects(MetalLb.parse({ pools, ...change }));
const bgp = () => metalLbObjects(MetalLb.parse({ mode: "bgp", pools, peers }));

const specOf = (objects: ReturnType<typeof l2>, kind: string) =>
  objects.filter((object) => object.kind === kind).map(({ spec }) => spec);

describe("what MetalLB is told", () => {
  it("is every pool with its ranges, each after nothing and before who announces it", () => {
    assert.deepEqual(
      l2().map(({ kind, metadata: { name } }) => `${kind} ${name}`),
      ["IPAddressPool main", "IPAddressPool fixed", "L2Advertisement pools"],
    );
    assert.deepEqual(specOf(l2(), "IPAddressPool"), [
      { addresses: ["10.20.0.100-10.20.0.120"], autoAssign: true },
      { addresses: ["10.20.1.0/28", "fd00::/120"], autoAssign: false },
    ]);
  });

  it("in mode l2 announces all pools by name, on the interfaces that are named", () => {
    assert.deepEqual(specOf(l2(), "L2Advertisement"), [{ ipAddressPools: ["main", "fixed"] }]);
    assert.deepEqual(specOf(l2({ interfaces: ["eth0"] }), "L2Advertisement"), [
      { ipAddressPools: ["main", "fixed"], interfaces: ["eth0"] },
    ]);
  });

  it("in mode bgp names the routers, and tells all of them of all pools", () => {
    assert.deepEqual(specOf(bgp(), "BGPPeer"), [
      {
        myASN: 64501,
        peerASN: 64500,
        peerAddress: "10.0.0.1",
        peerPort: 179,
        ebgpMultiHop: false,
        passwordSecret: { name: "tor-1" },
      },
      {
        myASN: 64501,
        peerASN: 64500,
        peerAddress: "10.0.0.2",
        peerPort: 1179,
        ebgpMultiHop: true,
      },
    ]);
    assert.deepEqual(specOf(bgp(), "BGPAdvertisement"), [
      { ipAddressPools: ["main", "fixed"], peers: ["tor-1", "tor-2"] },
    ]);
    assert.deepEqual(specOf(bgp(), "L2Advertisement"), []);
  });

  it("fits MetalLB's own CRDs", function () {
    const complaints = crdComplaints(this, "metallb-0.15.3/rendered.yaml");
    for (const object of [...l2({ interfaces: ["eth0"] }), ...bgp()])
      assert.deepEqual(complaints(object), [], object.kind);
    const [pool] = l2();
    assert.ok(pool);
    assert.equal(complaints({ ...pool, spec: { ...pool.spec, adresses: [] } }).length, 1);
  });
});
