import assert from "node:assert/strict";

import { entryOf, type Found } from "../../exposure/entry";
import { cluster, one } from "./stack";

const host = "team-a.seldon.internal";
const entry = (exposure: object, found: Found = {}, own: object = {}, change: object = {}) => {
  const { tenant, platform } = one(exposure, own, change);
  return entryOf(tenant, platform, found);
};
const noNodes = { cluster: { ...cluster, nodes: [] } };
const hosts = (exposure: object, found: Found = {}, change: object = {}) =>
  entry(exposure, found, {}, change)?.hosts;

describe("how a tenant is called", () => {
  it("is not at all without a way in", () => {
    assert.equal(entry({ type: "none" }), undefined);
  });

  it("is by its host at the fixed address of MetalLB, or at the one that MetalLB chose", () => {
    const at = (address: string) => ({
      way: "metalLb",
      url: `http://${host}`,
      address,
      hosts: `${address} ${host}`,
      flags: `--resolve ${host}:80:${address}`,
    });
    assert.deepEqual(entry({ type: "metalLb", address: "10.20.0.100" }), at("10.20.0.100"));
    assert.deepEqual(entry({ type: "metalLb" }, { address: "10.20.0.107" }), at("10.20.0.107"));
  });

  it("is at the NodePort of any node", () => {
    assert.deepEqual(entry({ type: "nodePort" }), {
      way: "nodePort",
      url: `http://${host}:31080`,
      address: "10.20.0.21",
      hosts: `10.20.0.21 ${host}`,
      flags: `--resolve ${host}:31080:10.20.0.21`,
    });
  });

  it("is by HTTPS with the platform's CA, which lies beside the certificate", () => {
    const certManager = { authority: "selfSigned" };
    const secure = (exposure: object) => entry({ tls: {}, ...exposure }, {}, {}, { certManager });
    const made = secure({ type: "nodePort" });
    assert.equal(made?.url, `https://${host}:31443`);
    assert.equal(made.flags, `--cacert platform-ca.crt --resolve ${host}:31443:10.20.0.21`);
    assert.equal(
      made.first,
      "kubectl -n istio-ingress get secret seldon-models-tls -o jsonpath='{.data.ca\\.crt}' | base64 -d > platform-ca.crt",
    );
    const nginx = secure({ type: "ingressNginx" });
    assert.match(nginx?.first ?? "", /^kubectl -n team-a get secret seldon-models-tls /);
    const others = secure({ type: "nodePort", tls: { secretName: "company-tls" } });
    assert.equal(others?.first, undefined);
    assert.doesNotMatch(others?.flags ?? "", /cacert/);
  });

  it("is directly, by address and port, without a host", () => {
    const direct = (found: Found, own: object, change: object = {}) =>
      entry({ type: "direct", ...change }, found, own)?.url;
    assert.equal(direct({}, { nodePort: 32000 }), "http://10.20.0.21:32000");
    assert.equal(direct({ nodePort: 30123 }, {}), "http://10.20.0.21:30123");
    const balanced = { direct: { service: "loadBalancer" } };
    assert.equal(direct({}, { address: "10.20.0.101" }, balanced), "http://10.20.0.101");
    assert.equal(direct({ address: "fd00::7" }, {}, balanced), "http://[fd00::7]");
  });

  it("is by the host where no address is known", () => {
    const direct = entry({ type: "direct" }, { nodePort: 30123 }, {}, noNodes);
    assert.equal(direct?.url, `http://${host}:30123`);
    assert.equal(entry({ type: "hardwareLoadBalancer" })?.flags, "");
  });
});

describe("the line for /etc/hosts", () => {
  it("is that of a load balancer outside, where its address is written", () => {
    const address = "10.20.0.5";
    assert.equal(hosts({ type: "hardwareLoadBalancer", address }), `10.20.0.5 ${host}`);
  });

  it("says why there is none", () => {
    const cloud = { type: "cloudLoadBalancer" };
    const any = "none: cluster.nodes names no node; the address of any will do";
    const pending = "none: no address is given to it yet; pulumi refresh asks again";
    assert.equal(
      hosts(cloud, { address: "lb-7.cloud.test" }),
      `none: lb-7.cloud.test is a name; let the DNS send ${host} there`,
    );
    assert.equal(hosts(cloud), pending);
    assert.equal(hosts({ type: "direct", direct: { service: "loadBalancer" } }), pending);
    assert.equal(hosts({ type: "nodePort" }, {}, noNodes), any);
    assert.equal(hosts({ type: "direct" }, {}, noNodes), any);
    assert.equal(
      hosts({ type: "hardwareLoadBalancer" }),
      "none: exposure.address does not say where the load balancer is",
    );
    assert.equal(
      hosts({ type: "ingressNginx" }),
      "none: the address is the ingress controller's; kubectl -n ingress-nginx get services shows it",
    );
  });
});
