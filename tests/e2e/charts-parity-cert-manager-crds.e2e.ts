import assert from "node:assert/strict";

import { crdDifferences, crdsAmong, openPlaces, plainFrame } from "../charts/platform-crds";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";

const standIn = new StandIn("cert-manager", { name: "cert-manager", namespace: "cert-manager" });

describe("the CRDs of the cert-manager stand-in", function () {
  this.timeout("1m");
  let theirs: ReturnType<typeof crdsAmong>;
  let ours: ReturnType<typeof crdsAmong>;

  before(function () {
    theirs = crdsAmong(realData(this, "cert-manager-1.21.1/rendered.yaml"));
    ours = crdsAmong(standIn.render({ crds: { enabled: true } }));
  });

  it("are off by default, as cert-manager's are", () => {
    assert.equal(crdsAmong(standIn.render()).size, 0);
  });

  it("have the same names, labels, scope, versions and columns, and are kept", () => {
    assert.equal(ours.size, 6);
    assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
    for (const [name, crd] of theirs) {
      assert.deepEqual(ours.get(name)?.metadata, crd.metadata, name);
      assert.deepEqual(plainFrame(ours.get(name) ?? crd), plainFrame(crd), name);
    }
  });

  it("take the same fields, but for a rule about Venafi, which the program does not use", () => {
    const lines = [...ours].flatMap(([name, crd]) =>
      crdDifferences(crd, theirs.get(name)).map((line) => `${name}${line}`),
    );
    assert.deepEqual(lines.map((line) => line.split(": ")[0]).sort(), [
      "clusterissuers.cert-manager.io.spec.venafi",
      "issuers.cert-manager.io.spec.venafi",
    ]);
  });

  it("are open only where the program sets nothing", () => {
    const issuer = [
      "acme.externalAccountBinding",
      "acme.solvers[].dns01",
      "acme.solvers[].http01.gatewayHTTPRoute",
      "acme.solvers[].http01.ingress.ingressTemplate",
      "acme.solvers[].http01.ingress.podTemplate",
      "vault",
      "venafi",
    ];
    const certificate = ["keystores", "nameConstraints", "otherNames[]", "renewal"];
    assert.deepEqual(openPlaces(ours), [
      "certificaterequests.spec",
      "certificaterequests.status",
      ...certificate.map((path) => `certificates.spec.${path}`),
      "certificates.status",
      "challenges.spec",
      "challenges.status",
      ...issuer.map((path) => `clusterissuers.spec.${path}`),
      "clusterissuers.status",
      ...issuer.map((path) => `issuers.spec.${path}`),
      "issuers.status",
      "orders.spec",
      "orders.status",
    ]);
  });
});
