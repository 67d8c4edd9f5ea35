import assert from "node:assert/strict";
import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";

import { accepted, problems } from "./setup-config";

const cluster = (change: Record<string, unknown>) => ({
  cluster: { context: "test", apiServer: { cidrs: ["10.0.0.1/32"] }, ...change },
});
const cidrs = (...list: unknown[]) => cluster({ apiServer: { cidrs: list } });
const registry = (change: Record<string, unknown>) => ({
  registry: { host: "harbor.test", username: "robot$pull", ...change },
});

describe("the cluster of a stack", () => {
  it("is refused without a context, and says what to write", () => {
    assert.deepEqual(problems(cluster({ context: "" })), [
      'cluster.context: "" names no context; write the kubeconfig context of this cluster',
    ]);
    assert.deepEqual(problems(cluster({ context: undefined })), [
      "cluster.context: is missing; write the kubeconfig context of this cluster",
    ]);
  });

  it("is refused when the stack says nothing of it", () => {
    assert.deepEqual(problems({ cluster: undefined }), ["cluster: is missing; expected object"]);
  });

  it("is looked for in the user's own kubeconfig unless one is named", () => {
    assert.equal(accepted().cluster.kubeconfig, "~/.kube/config");
    assert.equal(accepted(cluster({ kubeconfig: "k" })).cluster.kubeconfig, "k");
  });

  it("answers on 6443 unless another port is named, from 1 to 65535", () => {
    const port = (number: unknown) =>
      cluster({ apiServer: { cidrs: ["10.0.0.1/32"], port: number } });
    assert.equal(accepted().cluster.apiServer.port, 6443);
    for (const good of [1, 443, 65535])
      assert.equal(accepted(port(good)).cluster.apiServer.port, good);
    assert.deepEqual(problems(port(0)), [
      "cluster.apiServer.port: 0 does not fit; Too small: expected number to be >=1",
    ]);
    assert.deepEqual(problems(port(65536)), [
      "cluster.apiServer.port: 65536 does not fit; Too big: expected number to be <=65535",
    ]);
    assert.deepEqual(problems(port("443")), [
      'cluster.apiServer.port: "443" does not fit; expected number',
    ]);
  });
});

describe("the addresses of the API server", () => {
  it("are refused when there are none, and says where to find them", () => {
    assert.deepEqual(problems(cidrs()), [
      "cluster.apiServer.cidrs: [] is empty; list the addresses behind: kubectl get endpoints kubernetes",
    ]);
  });

  const wrong = [
    "10.0.0.1",
    "10.0.0.1/",
    "10.0.0.1/33",
    "10.0.0.1/-1",
    "10.0.0.1/032",
    "10.0.0.1/32/32",
    "010.0.0.1/32",
    "10.0.0/24",
    "256.0.0.1/32",
    " 10.0.0.1/32",
    "api.test/32",
    "::1",
    "::1/129",
    "",
    // Every address there is, and one that only a single host understands.
    "0.0.0.0/0",
    "::/0",
    "fe80::1%eth0/64",
  ];
  for (const text of wrong)
    it(`refuses ${JSON.stringify(text)}, which is no CIDR`, () => {
      assert.deepEqual(problems(cidrs("10.0.0.1/32", text)), [
        `cluster.apiServer.cidrs[1]: ${JSON.stringify(text)} is no CIDR; write each API server's address as a.b.c.d/32`,
      ]);
    });

  const octet = fc.integer({ min: 0, max: 255 });
  const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));

  it("are accepted for every address of either family and every prefix length it has", () => {
    const bits = (most: number) => fc.integer({ min: 1, max: most }).map(String);
    const pairs = fc.oneof(fc.tuple(ipv4, bits(32)), fc.tuple(fc.ipV6(), bits(128)));
    fc.assert(
      fc.property(pairs, ([address, length]) => {
        const cidr = `${address}/${length}`;
        assert.deepEqual(accepted(cidrs(cidr)).cluster.apiServer.cidrs, [cidr]);
      }),
    );
  });

  it("are refused for whatever is no address, and for every prefix length beyond the family's", () => {
    const tooLong = fc
      .tuple(ipv4, fc.integer({ min: 33, max: 200 }))
      .map(([address, bits]) => `${address}/${String(bits)}`);
    const noAddress = fc
      .string()
      .filter((text) => !isIPv4(text) && !isIPv6(text) && !text.includes("/"))
      .map((text) => `${text}/32`);
    fc.assert(
      fc.property(fc.oneof(tooLong, noAddress), (cidr) => {
        assert.match(problems(cidrs(cidr)).join("\n"), /is no CIDR; write/);
      }),
    );
  });
});

describe("the registry of a stack", () => {
  for (const host of ["https://harbor.test", "harbor.test/mirror", "harbor.test/", "Harbor.test"])
    it(`refuses ${host} as a host`, () => {
      assert.deepEqual(problems(registry({ host })), [
        `registry.host: "${host}" is no registry host; write host or host:port, no scheme and no path`,
      ]);
    });

  for (const host of [
    "",
    "harbor.test:",
    "harbor.test:0",
    "harbor.test:65536",
    "-harbor.test",
    "a b",
    "a@harbor.test",
  ])
    it(`refuses ${JSON.stringify(host)} as a host`, () => {
      assert.match(problems(registry({ host })).join("\n"), /^registry\.host: .* is no registry/);
    });

  for (const host of ["harbor.test", "harbor.test:8443", "localhost:5000", "10.0.0.9:5000", "h"])
    it(`accepts ${host} as a host`, () => {
      assert.equal(accepted(registry({ host })).registry?.host, host);
    });

  for (const prefix of ["/mirror", "mirror/", "a//b", "Mirror", "", "https://x", "a:b"])
    it(`refuses ${JSON.stringify(prefix)} as a prefix of image paths`, () => {
      assert.deepEqual(problems(registry({ prefix })), [
        `registry.prefix: ${JSON.stringify(prefix)} is no image path; write it as in project or project/folder, without slashes around`,
      ]);
    });

  for (const prefix of ["mirror", "mirror/docker-hub", "a.b_c"])
    it(`accepts ${prefix} as a prefix of image paths`, () => {
      assert.equal(accepted(registry({ prefix })).registry?.prefix, prefix);
    });

  it("refuses an empty user name, and accepts a robot account as Harbor writes it", () => {
    assert.deepEqual(problems(registry({ username: "" })), [
      'registry.username: "" is empty; write the robot account that may pull',
    ]);
    assert.equal(accepted(registry({})).registry?.username, "robot$pull");
  });

  it("is demanded in prod, and not in dev", () => {
    assert.deepEqual(problems({ environment: "prod" }), [
      "registry: is missing, and prod pulls nothing from the internet; write registry.host and registry.username",
    ]);
    assert.equal(accepted({ environment: "dev" }).registry, undefined);
    assert.equal(accepted({ environment: "prod", ...registry({}) }).environment, "prod");
  });
});
