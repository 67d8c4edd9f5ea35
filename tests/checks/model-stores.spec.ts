import assert from "node:assert/strict";

import { served, unserved } from "./serving-stack";

const at = (cidr: string, environment: string) => ({
  environment,
  modelStores: [{ endpoint: "https://minio.test:9000", egress: [{ cidrs: [cidr], port: 9000 }] }],
});
const inside = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";

describe("the model stores of prod", () => {
  const outside = ["8.8.8.8/32", "172.32.0.1/32", "10.0.0.0/7", "0.0.0.0/1", "11.0.0.0/8"];
  for (const cidr of [...outside, "192.169.0.0/16", "2001:db8::1/128", "::ffff:8.8.8.8/128"])
    it(`are not at ${cidr}, which is no private address`, () => {
      assert.deepEqual(unserved({}, at(cidr, "prod")), [
        `modelStores[0].egress[0].cidrs[0]: "${cidr}" is not inside a private range, and prod loads models only from its own network; write an address inside ${inside}`,
      ]);
      served({}, at(cidr, "dev"));
    });

  for (const cidr of ["10.0.0.0/8", "172.31.255.255/32", "192.168.3.0/24", "fd00::1/128"])
    it(`may be at ${cidr}`, () => {
      served({}, at(cidr, "prod"));
    });

  it("are nowhere everywhere, in dev neither", () => {
    for (const environment of ["dev", "prod"])
      for (const cidr of ["0.0.0.0/0", "::/0"])
        assert.match(
          unserved({}, at(cidr, environment)).join(),
          /\.cidrs\[0\]: "\S+\/0" is no CIDR/,
        );
  });

  it("may be pods of the cluster", () => {
    const modelStores = [
      { endpoint: "https://minio.test:9000", egress: [{ namespace: "minio", port: 9000 }] },
    ];
    served({}, { environment: "prod", modelStores });
  });
});
