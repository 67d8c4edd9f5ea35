import assert from "node:assert/strict";
import { configMap, deployment, findingsOf } from "../../objects";

const RULE = "pods-use-no-proxy";
const told = (document: object) => findingsOf(RULE, [document]);
const env = (name: string, value: string) =>
  deployment({ containers: [{ name: "web", env: [{ name, value }] }] });
const OUTSIDE = "http://proxy.evil.example:3128";

describe(RULE, () => {
  it("tells the host, and nothing else of the value", () => {
    const [finding] = told(env("HTTPS_PROXY", "http://user:secret@Proxy.Evil.example:3128"));
    assert.equal(
      finding?.message,
      "sends traffic through a proxy on the host proxy.evil.example, which is outside",
    );
    assert.equal(finding.path, "spec.template.spec.containers[0].env[0].value");
    assert.doesNotMatch(JSON.stringify(finding), /secret/);
  });

  const names =
    "http_proxy HTTP_PROXY Https_Proxy ALL_PROXY ftp_proxy npm_config_https_proxy PIP_PROXY";
  for (const name of names.split(" "))
    it(`refuses ${name} with a host outside, and accepts one inside`, () => {
      assert.equal(told(env(name, OUTSIDE)).length, 1);
      assert.deepEqual(told(env(name, "http://proxy.tools.svc:3128")), []);
      assert.deepEqual(told(env(name, "")), []);
    });

  it("leaves NO_PROXY alone, and variables that only sound like it", () => {
    for (const name of ["NO_PROXY", "no_proxy", "ENABLE_PROXY", "HTTP_PROXY_TIMEOUT"])
      assert.deepEqual(told(env(name, "evil.example")), []);
  });

  it("reads the proxy of a Java machine", () => {
    const value = "-Xmx1g -Dhttps.proxyHost=evil.example -Dhttps.proxyPort=3128";
    assert.equal(told(env("JAVA_TOOL_OPTIONS", value)).length, 1);
    const args = ["-DsocksProxyHost=evil.example"];
    assert.equal(told(deployment({ containers: [{ name: "web", args }] })).length, 1);
    assert.deepEqual(told(env("JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=proxy.tools.svc")), []);
  });

  it("refuses a value from elsewhere, which nobody can follow", () => {
    const variable = {
      name: "HTTP_PROXY",
      valueFrom: { configMapKeyRef: { name: "a", key: "proxy" } },
    };
    const [finding] = told(deployment({ containers: [{ name: "web", env: [variable] }] }));
    assert.match(finding?.message ?? "", /takes HTTP_PROXY from an object/);
    const other = { ...variable, name: "LEVEL" };
    assert.deepEqual(told(deployment({ containers: [{ name: "web", env: [other] }] })), []);
  });

  it("reads ConfigMaps, which containers take variables from", () => {
    const [finding] = told(configMap({ HTTPS_PROXY: OUTSIDE }));
    assert.equal(finding?.path, "data.HTTPS_PROXY");
    assert.deepEqual(told(configMap({ HTTPS_PROXY: "proxy.tools.svc:3128", notes: OUTSIDE })), []);
  });

  it("refuses what cannot be read as a host", () => {
    assert.equal(told(env("HTTP_PROXY", "http://$(PROXY):3128")).length, 1);
  });
});
