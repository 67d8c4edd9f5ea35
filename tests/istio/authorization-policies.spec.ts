import assert from "node:assert/strict";

import { authorizationPolicies, closedMesh } from "../../istio/authorization-policies";
import { platformFlows } from "../../network/flows/platform";
import { tenantFlows } from "../../network/flows/tenant";
import type { Landscape, TenantTraffic } from "../../network/landscape";
import { waysIn } from "../../schema/exposure";
import { everything, landscape, serving, training } from "../network/platform";
import { complaintsOf } from "./real-crd";

const made = (place: Partial<Landscape> = {}, traffic: Partial<TenantTraffic> = {}) =>
  authorizationPolicies(
    "team-a",
    tenantFlows({ ...landscape, mesh: true, ...place }, serving("team-a", traffic)),
  );
const gateway = (place: Partial<Landscape> = {}) =>
  authorizationPolicies("istio-ingress", platformFlows({ ...landscape, mesh: true, ...place }));

/** Who is let to which ports, by the pods: "who: ports", where who proves nothing is "anybody". */
const allowed = (policies: ReturnType<typeof made>) =>
  Object.fromEntries(
    policies.map(({ metadata, spec }) => [
      metadata.name,
      (spec.rules ?? []).map(({ from, to }) => {
        const names = from?.[0].source.principals.map((each) => each.replace(/^.*\/ns\//, ""));
        return `${names?.join(", ") ?? "anybody"}: ${to[0].operation.ports.join(", ")}`;
      }),
    ]),
  );
const all = () => made(everything, { reportsUsage: true, wayIn: "nodePort" });

const least = {
  "seldon-scheduler": ["anybody: 9004", "team-a/sa/default: 9002", "team-a/sa/seldon-server: 9005"],
  "seldon-server": ["anybody: 9001, 9501"],
  "seldon-envoy": ["team-a/sa/seldon-server: 9000"],
};

describe("who is let in within the mesh", () => {
  it("is nobody, unless a policy of the pods' own namespace says otherwise", () => {
    assert.deepEqual(closedMesh(), {
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { name: "default-deny", namespace: "istio-system" },
      spec: {},
    });
  });

  it("is known by name within a tenant, and by the port alone where the controller or plain calls come", () => {
    assert.deepEqual(allowed(made()), least);
  });

  it("is the gateway by its account, and whoever comes from outside the mesh by the port", () => {
    const envoy = (wayIn: (typeof waysIn)[number]) => allowed(made({}, { wayIn }))["seldon-envoy"];
    const server = "team-a/sa/seldon-server";
    for (const wayIn of waysIn) {
      const unmeshed = wayIn === "direct" || wayIn === "ingressNginx";
      const named = unmeshed || wayIn === "none" ? [] : ["istio-ingress/sa/istio-ingressgateway"];
      const expected = [`${[...named, server].join(", ")}: 9000`];
      assert.deepEqual(envoy(wayIn), unmeshed ? [...expected, "anybody: 9000"] : expected, wayIn);
    }
  });

  it("is each client of Kafka and hodometer where they run, at the port that they dial", () => {
    const found = allowed(made({ kafka: everything.kafka }, { reportsUsage: true }));
    assert.deepEqual(found["seldon-scheduler"], [
      "anybody: 9004",
      "team-a/sa/default: 9002",
      "team-a/sa/seldon-server: 9005",
      "team-a/sa/hodometer, team-a/sa/seldon-scheduler: 9004",
      "team-a/sa/seldon-scheduler: 9008",
    ]);
    assert.deepEqual(found["seldon-pipelinegateway"], ["team-a/sa/default: 9010, 9011"]);
    assert.deepEqual(
      Object.keys(found).sort(),
      [...Object.keys(least), "seldon-pipelinegateway"].sort(),
    );
  });

  it("is Prometheus at the ports of metrics, and nobody at a port of the proxy itself", () => {
    const { monitoringNamespace } = everything;
    const found = allowed(made({ monitoringNamespace }));
    assert.deepEqual(found["seldon-server"]?.at(-1), "anybody: 8002, 8082, 9006");
    assert.doesNotMatch(JSON.stringify([found, allowed(gateway(everything))]), /150(20|21|90)/);
  });

  it("is never anybody at rclone's port, the agent's debug port or a model server's own", () => {
    for (const { metadata, spec } of all())
      if (metadata.name === "seldon-server")
        for (const { to } of spec.rules ?? [])
          for (const port of ["5572", "7777", "9000", "9500"])
            assert.ok(!to[0].operation.ports.includes(port), port);
  });

  it("is never a pod of another tenant", () => {
    const principals = all().flatMap(({ spec }) =>
      (spec.rules ?? []).flatMap(({ from }) => from?.[0].source.principals ?? []),
    );
    assert.ok(principals.length > 0);
    for (const each of principals)
      assert.match(each, /^cluster\.local\/ns\/(team-a|istio-ingress)\/sa\/[a-z-]+$/);
  });

  it("is callers of models at the gateway's two ports", () => {
    assert.deepEqual(allowed(gateway()), { ingressgateway: ["anybody: 80, 443"] });
  });

  it("is not asked in a training tenant, which is not in the mesh", () => {
    const rows = tenantFlows({ ...everything, mesh: true }, training("lab"));
    assert.deepEqual(authorizationPolicies("lab", rows), []);
  });

  it("is what Istio's real CRD accepts", function () {
    for (const object of [closedMesh(), ...all(), ...gateway()])
      assert.deepEqual(complaintsOf(this, "authorizationpolicies.security.istio.io", object), []);
  });
});
