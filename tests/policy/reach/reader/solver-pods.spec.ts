import assert from "node:assert/strict";

import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { titleOf } from "../../../../policy/reach/workload";
import { object, pod, titles } from "./objects";

describe("pods of ACME's solvers", () => {
  const group = { apiVersion: "cert-manager.io/v1" };
  const issuer = (kind: string, solvers: object[], metadata: object = {}) => ({
    ...object(kind, "acme", { spec: { acme: { solvers } } }, metadata),
    ...group,
  });
  const http01 = {
    http01: { ingress: { podTemplate: { metadata: { labels: { mesh: "off" } } } } },
  };
  const certificate = (issuerRef: object) => ({
    ...object("Certificate", "web", { spec: { issuerRef } }),
    ...group,
  });
  const cluster = { namespace: undefined };
  const ingress = (annotations: object) => ({
    ...object("Ingress", "web", {}, { annotations }),
    apiVersion: "networking.k8s.io/v1",
  });

  it("run beside each certificate and Ingress that asks for them", () => {
    for (const asks of [
      certificate({ kind: "ClusterIssuer", name: "acme" }),
      ingress({ "cert-manager.io/cluster-issuer": "acme" }),
    ]) {
      const [solver] = readCluster([issuer("ClusterIssuer", [http01], cluster), asks]).workloads;
      assert.ok(solver);
      assert.equal(titleOf(solver), "team/cm-acme-http-solver[Pod]");
      assert.deepEqual(solver.labels, {
        mesh: "off",
        "acme.cert-manager.io/http01-solver": "true",
      });
      assert.deepEqual(solver.ports, [{ name: "http", port: 8089, protocol: "TCP" }]);
    }
    assert.deepEqual(titles([issuer("Issuer", [http01]), certificate({ name: "acme" })]), [
      "team/cm-acme-http-solver[Pod]",
    ]);
  });

  it("are none for DNS-01, for other issuers and for issuers of other namespaces", () => {
    const asks = certificate({ kind: "ClusterIssuer", name: "acme" });
    assert.deepEqual(titles([issuer("ClusterIssuer", [{ dns01: {} }], cluster), asks]), []);
    assert.deepEqual(
      titles([issuer("ClusterIssuer", [http01], cluster), certificate({ name: "acme" })]),
      [],
    );
    assert.deepEqual(
      titles([issuer("Issuer", [http01], { namespace: "other" }), certificate({ name: "acme" })]),
      [],
    );
    assert.deepEqual(titles([issuer("ClusterIssuer", [http01], cluster), pod("p", {})]), [
      "team/p[Pod]",
    ]);
  });
});
