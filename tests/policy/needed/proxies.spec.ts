import assert from "node:assert/strict";

import { proxyPaths } from "../../../policy/reach/mesh/proxies";
import { allow, said, viewed, without } from "./meshed";
import { object, type Flow } from "./objects";
import { named } from "./platform";

describe("ways from tenant to tenant through a proxy", () => {
  const gateway = { namespace: "istio-ingress", labels: { istio: "ingressgateway" } };
  const asClient: Flow = { need: "none", from: { namespace: "bank" }, to: gateway, ports: [80] };

  it("are none where tenants reach no door", () => {
    assert.deepEqual(proxyPaths(viewed(said)), []);
  });

  it("are found where a tenant reaches the gateway that leads to another", () => {
    const found = proxyPaths(viewed(said, [asClient]));
    assert.deepEqual(
      found.map(({ code }) => code),
      ["NET-SHARED"],
    );
    const [breach] = found;
    assert.match(
      breach?.message ?? "",
      /^bank\/.* may reach istio-ingress\/gateway\[Deployment\], which may hand calls on to shop\/seldon-envoy/,
    );
    assert.match(breach?.rules?.join() ?? "", /bank\/\d+-egress spec\.egress\[0\]/);
  });

  it("are stopped by an AuthorizationPolicy that knows its callers by name", () => {
    const friends = allow("istio-ingress", "clients", {
      rules: [{ from: [{ source: { principals: ["cluster.local/ns/friends/sa/any"] } }] }],
    });
    const objects = [...without("AuthorizationPolicy", "istio-ingress", "clients"), friends];
    assert.deepEqual(proxyPaths(viewed(objects, [asClient])), []);
  });

  it("are found where only the request tells who is let in", () => {
    const byHost = allow("istio-ingress", "clients", {
      rules: [{ to: [{ operation: { hosts: ["bank.models.test"] } }] }],
    });
    const objects = [...without("AuthorizationPolicy", "istio-ingress", "clients"), byHost];
    assert.equal(proxyPaths(viewed(objects, [asClient])).length, 1);
  });

  it("are found through an ingress controller of others", () => {
    const flow: Flow = {
      ...asClient,
      from: { namespace: "shop" },
      to: { namespace: "ingress-nginx" },
    };
    const [breach] = proxyPaths(viewed(said, [flow]));
    assert.match(breach?.message ?? "", /^shop\/.* hand calls on to bank\/seldon-envoy/);
  });

  it("are found through a third tenant's Envoy", () => {
    const envoy = { namespace: "third", labels: named("seldon-envoy") };
    const serving = object("mlops.seldon.io/v1alpha1", "SeldonRuntime", ["third", "seldon"], {
      spec: { seldonConfig: "default" },
    });
    const third = { apiVersion: "v1", kind: "Namespace", metadata: { name: "third" } };
    const flows: Flow[] = [
      { need: "none", from: { namespace: "shop" }, to: envoy, ports: [9000] },
      { need: "none", from: envoy, to: { namespace: "bank" }, ports: [9000] },
    ];
    const found = proxyPaths(viewed([...said, third, serving], flows));
    assert.ok(
      found.some(({ message }) => /^shop\/.* third\/seldon-envoy.* to bank\//.test(message)),
    );
  });
});
