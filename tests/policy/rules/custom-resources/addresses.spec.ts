import assert from "node:assert/strict";
import { object, pathsOf, siteWith, told } from "./told";

describe("issuers-are-inside", () => {
  const RULE = "issuers-are-inside";
  const issuer = (spec: string) =>
    pathsOf(RULE, object("Issuer", spec, "cert-manager.io/v1alpha2"));
  const acme = (solver: string) =>
    issuer(`{ acme: { server: 'https://pki.test/d', solvers: [{ dns01: ${solver} }] } }`);

  const accepted = [
    "{ selfSigned: {} }",
    "{ ca: { secretName: ca, crlDistributionPoints: ['http://pki.test/crl'] } }",
    "{ vault: { server: 'https://vault.store.svc:8200', path: pki } }",
    "{ acme: { server: 'https://10.7.0.4/d', solvers: [{ http01: { ingress: {} } }] } }",
    "{ venafi: { zone: a, tpp: { url: 'https://10.7.0.4/vedsdk' } } }",
    "null",
  ];
  for (const spec of accepted)
    it(`accepts ${spec}`, () => {
      assert.deepEqual(issuer(spec), []);
    });

  const refused: [string, string][] = [
    ["{ ca: { crlDistributionPoints: ['http://crl.test'] } }", "spec.ca.crlDistributionPoints[0]"],
    ["{ ca: { ocspServers: ['http://ocsp.test'] } }", "spec.ca.ocspServers[0]"],
    [
      "{ ca: { issuingCertificateURLs: ['http://aia.test'] } }",
      "spec.ca.issuingCertificateURLs[0]",
    ],
    [
      "{ selfSigned: { crlDistributionPoints: ['http://crl.test'] } }",
      "spec.selfSigned.crlDistributionPoints[0]",
    ],
    ["{ vault: { server: 'https://vault.test' } }", "spec.vault.server"],
    ["{ acme: { server: 'https://ACME.test./d' } }", "spec.acme.server"],
    ["{ acme: {} }", "spec.acme.server"],
    ["{ venafi: { cloud: { apiTokenSecretRef: { name: a } } } }", "spec.venafi.cloud"],
    ["{ venafi: { ngts: { tsgID: '1' } } }", "spec.venafi.ngts"],
    ["{ venafi: { tpp: { url: 'https://tpp.test' } } }", "spec.venafi.tpp.url"],
    ["{ horizon: {} }", "spec.horizon"],
  ];
  for (const [spec, path] of refused)
    it(`refuses ${spec}`, () => {
      assert.deepEqual(issuer(spec), [path]);
    });

  it("lets a domain be proved by a name server inside, and by no cloud", () => {
    const at = "spec.acme.solvers[0].dns01";
    assert.deepEqual(acme("{ cnameStrategy: Follow, rfc2136: { nameserver: '10.7.0.5:53' } }"), []);
    assert.deepEqual(acme("{ rfc2136: { nameserver: '203.0.113.7' } }"), [
      `${at}.rfc2136.nameserver`,
    ]);
    assert.deepEqual(acme("{ acmeDNS: { host: 'http://dns.test' } }"), [`${at}.acmeDNS.host`]);
    for (const cloud of ["route53", "cloudDNS", "cloudflare", "azureDNS", "webhook"])
      assert.deepEqual(acme(`{ ${cloud}: {} }`), [`${at}.${cloud}`]);
  });

  it("refuses certificates from issuers of others, unless the site lists the kind", () => {
    const certificate = (ref: string) =>
      object("Certificate", `{ issuerRef: ${ref} }`, "cert-manager.io/v1");
    const foreign = certificate("{ group: pca.test, kind: PcaIssuer, name: a }");
    assert.deepEqual(pathsOf(RULE, foreign), ["spec.issuerRef.group"]);
    assert.deepEqual(pathsOf(RULE, foreign, siteWith({ kinds: ["pca.test/PcaIssuer"] })), []);
    assert.deepEqual(pathsOf(RULE, certificate("{ kind: ClusterIssuer, name: a }")), []);
  });
});

describe("bgp-peers-are-listed", () => {
  const RULE = "bgp-peers-are-listed";
  const site = siteWith({
    bgpPeers: [
      { address: "10.20.0.2", asn: 64512 },
      { address: "fd00::2", asn: 64512, multiHop: true },
    ],
  });
  const peer = (spec: string, apiVersion = "metallb.io/v1beta2") =>
    pathsOf(RULE, object("BGPPeer", spec, apiVersion), site);

  it("accepts the listed routers, and none where none is listed", () => {
    const listed = "{ peerAddress: 10.20.0.2, peerASN: 64512, passwordSecret: { name: a } }";
    assert.deepEqual(peer(listed), []);
    assert.deepEqual(peer(listed, "metallb.io/v1beta1"), []);
    assert.deepEqual(pathsOf(RULE, object("BGPPeer", listed, "metallb.io/v1beta2")), [
      "spec.peerAddress",
    ]);
    assert.deepEqual(peer("{ peerAddress: 'FD00:0::2', peerASN: 64512, ebgpMultiHop: true }"), []);
  });

  it("refuses another address, another number, and more hops than listed", () => {
    assert.deepEqual(peer("{ peerAddress: 10.20.0.3, peerASN: 64512 }"), ["spec.peerAddress"]);
    assert.deepEqual(peer("{ peerAddress: 10.20.0.2, peerASN: 64513 }"), ["spec.peerASN"]);
    assert.deepEqual(peer("{ peerAddress: 10.20.0.2, dynamicASN: external }"), ["spec.peerASN"]);
    assert.deepEqual(peer("{ peerAddress: 10.20.0.2, peerASN: 64512, ebgpMultiHop: true }"), [
      "spec.ebgpMultiHop",
    ]);
    assert.deepEqual(peer("{ interface: eth0, peerASN: 64512 }"), ["spec"]);
    assert.deepEqual(peer("null"), ["spec"]);
  });

  it("refuses a password in plain text, and does not repeat it", () => {
    const plain = "{ peerAddress: 10.20.0.2, peerASN: 64512, password: hush }";
    const [line = ""] = told(RULE, object("BGPPeer", plain, "metallb.io/v1beta2"), site);
    assert.ok(!line.includes("hush"));
    assert.deepEqual(peer(plain), ["spec.password"]);
  });

  it("reads the neighbours of frr-k8s, Calico and Cilium, and refuses raw settings", () => {
    const frr = (spec: string) =>
      pathsOf(RULE, object("FRRConfiguration", spec, "frrk8s.metallb.io/v1beta1"), site);
    const neighbors = (address: string) =>
      frr(`{ bgp: { routers: [{ neighbors: [{ address: ${address}, asn: 64512 }] }] } }`);
    assert.deepEqual(neighbors("10.20.0.2"), []);
    assert.deepEqual(neighbors("10.20.0.9"), ["spec.bgp.routers[0].neighbors[0].address"]);
    assert.deepEqual(frr("{ raw: { rawConfig: 'router bgp 1' } }"), ["spec.raw.rawConfig"]);
    const calico = "{ peerIP: '10.20.0.2:179', asNumber: 64512 }";
    assert.deepEqual(peer(calico, "projectcalico.org/v3"), []);
    assert.deepEqual(peer(calico.replace("0.2", "0.9"), "crd.projectcalico.org/v1"), [
      "spec.peerIP",
    ]);
    const cilium = (address: string) =>
      pathsOf(
        RULE,
        object(
          "CiliumBGPClusterConfig",
          `{ bgpInstances: [{ peers: [{ peerAddress: ${address}, peerASN: 64512 }] }] }`,
          "cilium.io/v2",
        ),
        site,
      );
    assert.deepEqual(cilium("10.20.0.2/32"), []);
    assert.deepEqual(cilium("10.20.0.9/32"), ["spec.bgpInstances[0].peers[0].peerAddress"]);
  });

  it("takes only addresses for a site's routers", () => {
    assert.throws(() => siteWith({ bgpPeers: [{ address: "spine", asn: 1 }] }), /one address/);
  });
});

describe("address-pools-are-private", () => {
  const RULE = "address-pools-are-private";
  const pool = (...addresses: string[]) =>
    object("IPAddressPool", `{ addresses: ${JSON.stringify(addresses)} }`, "metallb.io/v1beta1");
  const paths = (yaml: string, site?: ReturnType<typeof siteWith>) => pathsOf(RULE, yaml, site);

  it("accepts private blocks and ranges of both families", () => {
    assert.deepEqual(paths(pool("10.20.1.0/24", "192.168.0.1 - 192.168.0.9", "fd00::/64")), []);
  });

  for (const text of [
    "203.0.113.0/24",
    "100.64.0.0/24",
    "9.255.255.255-10.0.0.4",
    "2001:db8::/64",
    "128.0.0.0/1",
  ])
    it(`refuses ${text}`, () => {
      assert.deepEqual(paths(pool(text)), ["spec.addresses[0]"]);
    });

  it("refuses what is no block", () => {
    for (const text of ["10.20.1.7/24", "10.0.0.9-10.0.0.1", "010.0.0.0/24", "pool", "null"])
      assert.deepEqual(paths(pool(text)), ["spec.addresses[0]"]);
  });

  it("knows the blocks that the site lists, and then no other", () => {
    const site = siteWith({ pools: ["10.20.0.96/28", "203.0.113.0/24"] });
    assert.deepEqual(paths(pool("203.0.113.0/28", "10.20.0.100-10.20.0.109"), site), []);
    assert.deepEqual(paths(pool("10.20.1.0/24"), site), ["spec.addresses[0]"]);
    assert.throws(() => siteWith({ pools: ["10.20.0.97/28"] }), /start of its block/);
  });

  it("refuses the same address in two entries, and tells both", () => {
    const both = `${pool("10.20.1.0/24")}\n---\n${pool("10.20.2.0/24", "10.20.1.255-10.20.2.0")}`;
    assert.equal(paths(both).length, 4);
    assert.deepEqual(paths(`${pool("10.20.1.0/24")}\n---\n${pool("10.20.2.0/24")}`), []);
  });

  it("refuses the address of an API server", () => {
    assert.match(told(RULE, pool("10.20.0.8/29"))[0] ?? "", /API server/);
    assert.deepEqual(told(RULE, pool("10.20.0.16/28")), []);
  });

  it("reads Cilium's pools too", () => {
    const blocks = (list: string) =>
      object("CiliumLoadBalancerIPPool", `{ blocks: ${list} }`, "cilium.io/v2");
    assert.deepEqual(paths(blocks("[{ cidr: 10.20.1.0/24 }, { start: 10.20.2.1 }]")), []);
    assert.deepEqual(paths(blocks("[{ start: 203.0.113.1, stop: 203.0.113.9 }]")), [
      "spec.blocks[0]",
    ]);
  });
});
