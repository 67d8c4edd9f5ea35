import assert from "node:assert/strict";

import { peerAuthentications, strictMesh } from "../../istio/peer-authentications";
import { tenantFlows } from "../../network/flows/tenant";
import type { Landscape, TenantTraffic } from "../../network/landscape";
import { waysIn } from "../../schema/exposure";
import { everything, landscape, serving, training } from "../network/platform";
import { complaintsOf } from "./real-crd";

const made = (place: Partial<Landscape> = {}, traffic: Partial<TenantTraffic> = {}) => {
  const tenant = serving("team-a", { wayIn: "metalLb", ...traffic });
  return peerAuthentications("team-a", tenantFlows({ ...landscape, mesh: true, ...place }, tenant));
};
const ports = (...change: Parameters<typeof made>) =>
  Object.fromEntries(
    made(...change).map(({ metadata, spec }) => [
      metadata.name,
      Object.keys(spec.portLevelMtls ?? {}).map(Number),
    ]),
  );
const all = () => made(everything, { reportsUsage: true, wayIn: "direct" });

describe("the mesh", () => {
  it("lets nobody in without a certificate of the mesh", () => {
    assert.deepEqual(strictMesh(), {
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace: "istio-system" },
      spec: { mtls: { mode: "STRICT" } },
    });
  });
});

describe("the mesh's exceptions for a tenant", () => {
  it("are the port that Seldon's controller dials, and those by which Envoy dials the agents", () => {
    assert.deepEqual(ports(), { "seldon-scheduler": [9004], "seldon-server": [9001, 9501] });
  });

  it("are the scheduler's TLS port in place of the plain one where it speaks TLS itself", () => {
    assert.deepEqual(ports({ controlPlaneTls: true })["seldon-scheduler"], [9044]);
  });

  it("have the ports of metrics where Prometheus scrapes, and none of the proxy's own", () => {
    const { monitoringNamespace, kafka } = everything;
    assert.deepEqual(ports({ monitoringNamespace }), {
      "seldon-scheduler": [9004],
      "seldon-server": [8002, 8082, 9001, 9006, 9501],
      "seldon-envoy": [9003],
    });
    assert.deepEqual(ports({ monitoringNamespace, kafka })["seldon-pipelinegateway"], [9006]);
  });

  it("are none for Kafka's clients and hodometer, which are called by nobody or from the mesh", () => {
    const plain = ports();
    assert.deepEqual(ports({ kafka: everything.kafka }, { reportsUsage: true }), plain);
  });

  const unmeshed = ["direct", "ingressNginx"];
  for (const wayIn of waysIn)
    it(`${unmeshed.includes(wayIn) ? "have" : "do not have"} Envoy's own port by way in ${wayIn}`, () => {
      const expected = unmeshed.includes(wayIn) ? [9000] : undefined;
      assert.deepEqual(ports({}, { wayIn })["seldon-envoy"], expected);
    });

  it("leave out what answers an ACME server, which cert-manager keeps out of the mesh", () => {
    const names = Object.keys(ports({ acmeSolvers: true }, { wayIn: "ingressNginx" }));
    assert.deepEqual(names, ["seldon-scheduler", "seldon-envoy", "seldon-server"]);
  });

  it("are none where nothing is served: training tenants are not in the mesh", () => {
    const rows = tenantFlows({ ...everything, mesh: true }, training("lab"));
    assert.deepEqual(peerAuthentications("lab", rows), []);
  });

  it("leave every other port of the same pods strict, and are never for a whole namespace", () => {
    assert.equal(all().length, 4);
    for (const { metadata, spec } of all()) {
      assert.equal(spec.mtls.mode, "STRICT");
      assert.equal(metadata.namespace, "team-a");
      assert.deepEqual(spec.selector, { matchLabels: { "app.kubernetes.io/name": metadata.name } });
    }
  });

  it("are what Istio's real CRD accepts", function () {
    for (const object of [strictMesh(), ...all()])
      assert.deepEqual(complaintsOf(this, "peerauthentications.security.istio.io", object), []);
  });
});
