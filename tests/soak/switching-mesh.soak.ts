import assert from "node:assert/strict";

import { writeAsTheirPods } from "../e2e/support/foreign-fields";
import { meshTraces } from "../e2e/support/mesh-traces";
import { SwitchedStack } from "../e2e/support/switched-stack";
import { foundation, keysOf, site } from "../e2e/support/switched-values";

const everything = keysOf("metalLb");
/** By a way in that needs no gateway, the mesh comes and goes by one switch. */
const off = { ...keysOf("ingressNginx"), istio: { enabled: false } };
const on = { ...keysOf("ingressNginx"), istio: { enabled: true } };

describe("a mesh that others write to, and that goes and comes back", function () {
  this.timeout(900_000);
  let stack: SwitchedStack;
  let atFirst: string;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    stack = await SwitchedStack.start({ ...foundation, ...everything }, site);
    atFirst = await stack.tenantObjects();
  });
  after(() => {
    (stack as SwitchedStack | undefined)?.end();
  });

  it("sees no drift in what the pods of istiod, cert-manager and MetalLB write", async () => {
    await writeAsTheirPods(stack.shell);
    for (const more of ["", "--refresh"]) await stack.unchanged(everything, more);
    assert.match(await stack.apply(everything, "--refresh"), /Resources:\n +\d+ unchanged\n/);
  });

  it("takes labels, prefix, exceptions, policies and gateway away with the mesh", async () => {
    await stack.apply(off);
    assert.deepEqual(await meshTraces(stack.shell), []);
    await stack.unchanged(off);
  });

  it("brings all of them back together", async () => {
    await stack.apply(on);
    const traces = await meshTraces(stack.shell);
    for (const one of [
      "Namespace/busy istio-injection=enabled",
      "SeldonRuntime/busy grpcServicePrefix=http2-",
      "PeerAuthentication/busy/seldon-scheduler",
      "PeerAuthentication/istio-system/default",
      "AuthorizationPolicy/busy/seldon-envoy",
      "AuthorizationPolicy/istio-system/default-deny",
      "NetworkPolicy/istio-system/istiod-from-busy",
      "Deployment/istio-ingress/istio-ingressgateway",
    ])
      assert.ok(traces.includes(one), `${one} is not among:\n${traces.join("\n")}`);
    await stack.unchanged(on);
  });

  it("leaves nothing but CRDs when it goes again, and every tenant's objects are the same ones", async () => {
    await stack.apply(off);
    assert.deepEqual(await meshTraces(stack.shell), []);
    assert.equal(await stack.tenantObjects(), atFirst);
    await stack.unchanged(off);
  });
});
