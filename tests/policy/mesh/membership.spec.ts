import assert from "node:assert/strict";

import { proxyOf } from "../../../policy/reach/mesh/membership";
import { meshWith, pods } from "./objects";

const inject = (value: string) => ({ "sidecar.istio.io/inject": value });
const of = (...args: Parameters<typeof pods>) => proxyOf(pods(...args), meshWith());

describe("which pods have a proxy", () => {
  it("are those of a namespace that asks for it, and of no other", () => {
    assert.equal(of("shop", "any"), "sidecar");
    assert.equal(of("rev", "any"), "sidecar");
    assert.equal(of("plain", "any"), undefined);
    assert.equal(of("nowhere", "any"), undefined);
  });

  it("are not those that say no, by label or by annotation, where the label wins", () => {
    assert.equal(of("shop", "any", { labels: inject("false") }), undefined);
    assert.equal(of("shop", "any", { annotations: inject("false") }), undefined);
    assert.equal(
      of("shop", "any", { labels: inject("true"), annotations: inject("false") }),
      "sidecar",
    );
  });

  it("are those that ask by themselves, by a label, unless the namespace is told off", () => {
    assert.equal(of("plain", "any", { labels: inject("true") }), "sidecar");
    assert.equal(of("plain", "any", { annotations: inject("true") }), undefined);
    assert.equal(of("off", "any", { labels: inject("true") }), undefined);
  });

  it("are no pods of the node's network, nor of Kubernetes' own namespaces", () => {
    assert.equal(of("shop", "any", { hostNetwork: true }), undefined);
    assert.equal(of("kube-system", "any", { labels: inject("true") }), undefined);
  });

  it("are no pods that answer for a certificate, as cert-manager says on each", () => {
    const labels = { "acme.cert-manager.io/http01-solver": "true" };
    assert.equal(of("shop", "solver", { labels }), undefined);
  });

  it("are gateways by the template that they ask for", () => {
    const annotations = { "inject.istio.io/templates": "gateway" };
    assert.equal(of("istio-ingress", "door", { labels: inject("true"), annotations }), "gateway");
    assert.equal(of("istio-ingress", "door", { labels: inject("true") }), "sidecar");
  });
});
