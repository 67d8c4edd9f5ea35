import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../policy/kubernetes-object";
import { mtlsMode } from "../../../policy/reach/mesh/mtls-mode";
import { meshWith, peerAuthentication, pods, settings } from "./objects";

const web = pods("shop", "web");
const modeOf = (port: number, ...objects: readonly KubernetesObject[]) =>
  mtlsMode(web, port, meshWith(...objects));

describe("how a pod lets callers in", () => {
  it("takes both kinds where nothing is said", () => {
    assert.equal(modeOf(80), "PERMISSIVE");
  });

  it("is said by the mesh, then by the namespace, then for the pod, then for its port", () => {
    const mesh = peerAuthentication("istio-system", "STRICT");
    const home = peerAuthentication("shop", "PERMISSIVE");
    const own = peerAuthentication("shop", "STRICT", "web", { "9000": "DISABLE", "9001": "UNSET" });
    assert.equal(modeOf(80, mesh), "STRICT");
    assert.equal(modeOf(80, mesh, home), "PERMISSIVE");
    assert.equal(modeOf(80, mesh, home, own), "STRICT");
    assert.equal(modeOf(9000, mesh, home, own), "DISABLE");
    assert.equal(modeOf(9001, mesh, home, own), "STRICT");
  });

  it("passes over words for others: another namespace, other pods, a selector in the root namespace", () => {
    assert.equal(modeOf(80, peerAuthentication("bank", "STRICT")), "PERMISSIVE");
    assert.equal(modeOf(80, peerAuthentication("shop", "STRICT", "other")), "PERMISSIVE");
    assert.equal(modeOf(80, peerAuthentication("istio-system", "STRICT", "web")), "PERMISSIVE");
  });

  it("inherits where a nearer word leaves it open", () => {
    const mesh = peerAuthentication("istio-system", "STRICT");
    assert.equal(modeOf(80, mesh, peerAuthentication("shop", "UNSET")), "STRICT");
  });

  it("goes by the root namespace that the mesh names", () => {
    const mesh = settings("rootNamespace: roots");
    assert.equal(modeOf(80, mesh, peerAuthentication("roots", "STRICT")), "STRICT");
    assert.equal(modeOf(80, mesh, peerAuthentication("istio-system", "STRICT")), "PERMISSIVE");
  });

  it("cannot be told where two of one rank say different things, and can where they agree", () => {
    const one = peerAuthentication("shop", "STRICT", "web");
    assert.equal(modeOf(80, one, peerAuthentication("shop", "DISABLE", "web")), undefined);
    assert.equal(modeOf(80, one, peerAuthentication("shop", "STRICT", "web")), "STRICT");
  });
});
