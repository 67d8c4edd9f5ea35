import assert from "node:assert/strict";
import { parse } from "yaml";

import { registriesYaml } from "../../harbor/registries-yaml";

const harbor = { host: "harbor.test:8443", prefix: "mirror", caFile: "/etc/ssl/harbor.crt" };
const upstreams = ["quay.io", "docker.io", "quay.io"];

describe("the registries.yaml of a node", () => {
  it("sends each upstream host to Harbor, below the prefix, with Harbor's CA", () => {
    const mirror = { endpoint: ["https://harbor.test:8443"], rewrite: { "^(.*)$": "mirror/$1" } };
    assert.deepEqual(parse(registriesYaml(harbor, upstreams)), {
      mirrors: { "docker.io": mirror, "quay.io": mirror },
      configs: { "harbor.test:8443": { tls: { ca_file: "/etc/ssl/harbor.crt" } } },
    });
  });

  it("says neither prefix nor CA where there is none", () => {
    assert.deepEqual(parse(registriesYaml({ host: "harbor.test" }, ["docker.io"])), {
      mirrors: { "docker.io": { endpoint: ["https://harbor.test"] } },
    });
  });

  it("holds no login and skips no verification, and says what to do with it", () => {
    const text = registriesYaml(harbor, upstreams);
    assert.doesNotMatch(text, /auth:|password|username|insecure|http:/);
    assert.match(text, /^# [^]*Restart k3s[^]*\n# --disable-default-registry-endpoint/);
  });

  it("is the same text whatever the order of the hosts", () => {
    assert.equal(
      registriesYaml(harbor, upstreams),
      registriesYaml(harbor, [...upstreams].reverse()),
    );
  });

  it("rewrites as a node would: the whole path goes below the prefix", () => {
    const { mirrors } = parse(registriesYaml(harbor, ["docker.io"])) as {
      mirrors: Record<string, { rewrite: Record<string, string> }>;
    };
    const [[pattern, replacement] = ["", ""]] = Object.entries(mirrors["docker.io"]?.rewrite ?? {});
    const rewritten = "seldonio/mlserver".replace(new RegExp(pattern), replacement);
    assert.equal(rewritten, "mirror/seldonio/mlserver");
  });
});
