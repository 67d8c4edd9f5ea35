import assert from "node:assert/strict";

import {
  peerAuthentications,
  strictMesh,
  type OutsideCallers,
} from "../../istio/peer-authentications";
import { waysIn } from "../../schema/exposure";
import { complaintsOf } from "./real-crd";

const least: OutsideCallers = {
  controlPlaneTls: false,
  monitoring: false,
  kafka: false,
  wayIn: "metalLb",
};

const ports = (change: Partial<OutsideCallers> = {}) =>
  Object.fromEntries(
    peerAuthentications("team-a", { ...least, ...change }).map(({ metadata, spec }) => [
      metadata.name,
      Object.keys(spec.portLevelMtls ?? {}).map(Number),
    ]),
  );

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

  it("have the ports of metrics where Prometheus scrapes", () => {
    assert.deepEqual(ports({ monitoring: true }), {
      "seldon-scheduler": [9004],
      "seldon-server": [8002, 8082, 9001, 9006, 9501],
      "seldon-envoy": [9003],
    });
    assert.deepEqual(ports({ monitoring: true, kafka: true })["seldon-pipelinegateway"], [9006]);
  });

  const unmeshed = ["direct", "ingressNginx"];
  for (const wayIn of waysIn)
    it(`${unmeshed.includes(wayIn) ? "have" : "do not have"} Envoy's own port by way in ${wayIn}`, () => {
      const expected = unmeshed.includes(wayIn) ? [9000] : undefined;
      assert.deepEqual(ports({ wayIn })["seldon-envoy"], expected);
    });

  it("leave every other port of the same pods strict, and are never for a whole namespace", () => {
    const all = { controlPlaneTls: false, monitoring: true, kafka: true, wayIn: "direct" } as const;
    const made = peerAuthentications("team-a", all);
    assert.equal(made.length, 4);
    for (const { metadata, spec } of made) {
      assert.equal(spec.mtls.mode, "STRICT");
      assert.equal(metadata.namespace, "team-a");
      assert.deepEqual(spec.selector, { matchLabels: { "app.kubernetes.io/name": metadata.name } });
    }
  });

  it("are what Istio's real CRD accepts", function () {
    const all = { controlPlaneTls: false, monitoring: true, kafka: true, wayIn: "direct" } as const;
    for (const object of [strictMesh(), ...peerAuthentications("team-a", all)])
      assert.deepEqual(complaintsOf(this, "peerauthentications.security.istio.io", object), []);
  });
});
