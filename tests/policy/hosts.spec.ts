import assert from "node:assert/strict";
import { endpointOf, isInside } from "../../policy/hosts";
import { siteFrom } from "../../policy/site/site";

const SITE = siteFrom({
  environment: "prod",
  imageHosts: ["harbor.mlops.internal:8443"],
  hosts: ["vault.mlops.internal", "8.8.4.4"],
  network: {
    platform: ["cert"],
    apiServer: { cidrs: ["10.20.0.11/32"] },
    clients: ["10.30.0.0/16"],
    destinations: [
      { for: "models", to: { namespace: "store" }, ports: [9000] },
      { for: "usage", to: { cidrs: ["0.0.0.0/0"] }, ports: [80] },
    ],
  },
});

const inside = (text: string, namespace?: string): boolean =>
  isInside(endpointOf(text) ?? assert.fail(text), SITE, namespace);

describe("hosts", () => {
  const hosts: [string, string][] = [
    ["https://EVIL.example./x", "evil.example"],
    ["https://harbor.mlops.internal@evil.example/", "evil.example"],
    ["http://0x7f.1/", "127.0.0.1"],
    ["http://134744072/", "8.8.8.8"],
    ["http://[::ffff:8.8.8.8]:80/", "8.8.8.8"],
    ["tcp://[2001:db8::1]:53", "2001:db8::1"],
    ["http:////evil.example", "evil.example"],
    ["http://bücher.example/", "xn--bcher-kva.example"],
    ["kafka.team.svc:9092", "kafka.team.svc"],
  ];
  for (const [text, host] of hosts)
    it(`reads ${text} as whoever connects does`, () => {
      assert.equal(endpointOf(text)?.host, host);
    });

  it("tells ports, default ports too, and schemes", () => {
    assert.deepEqual(endpointOf("HTTP://a.example:80/x"), {
      host: "a.example",
      port: 80,
      scheme: "http",
    });
    assert.equal(endpointOf("a.example")?.port, undefined);
  });

  for (const text of ["", "http://", "a b", "http://a b/", "[::1"])
    it(`finds nothing that could be connected to in ${JSON.stringify(text)}`, () => {
      assert.equal(endpointOf(text), undefined);
    });

  const within = [
    "localhost:8080",
    "minio",
    "minio.store",
    "minio.team.svc",
    "minio.team.svc.cluster.local",
    "0.0.0.0",
    "10.30.1.2",
    "harbor.mlops.internal",
    "vault.mlops.internal",
    "8.8.4.4",
    "collector.seldon-mesh:4317",
  ];
  for (const text of within)
    it(`takes ${text} to lie inside`, () => {
      assert.equal(inside(text), true);
    });

  const without = [
    "minio.team",
    "minio.evil",
    "a.vault.mlops.internal",
    "harbor.mlops.internal.evil.com",
    "minio.team.svc.evil.com",
    "minio.xn--p1ai",
    "a.b.seldon-mesh",
    "8.8.8.8",
    "10.20.0.12",
    "169.254.169.254",
  ];
  for (const text of without)
    it(`takes ${text} to lie outside`, () => {
      assert.equal(inside(text), false);
    });

  it("takes a Service of the caller's own namespace to lie inside", () => {
    assert.equal(inside("minio.team", "team"), true);
  });

  it("knows neither namespaces nor addresses of a site without a network", () => {
    const site = siteFrom({ environment: "prod", imageHosts: ["harbor.mlops.internal"] });
    const asked = ["minio.store", "10.30.1.2"].map((host) => isInside({ host }, site));
    assert.deepEqual(asked, [false, false]);
  });
});
