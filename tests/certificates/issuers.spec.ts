import assert from "node:assert/strict";

import { acmeIssuer, issuers, platformIssuer } from "../../certificates/issuers";
import { CertManager } from "../../schema/cert-manager";
import { Exposure } from "../../schema/exposure";
import { crdComplaints } from "./crd-complaints";
import * as made from "./made-up";

const acme = {
  server: "https://acme.test/directory",
  email: "ops@example.org",
  egress: [{ cidrs: ["10.20.0.50/32"], port: 443 }],
};
const make = (settings: object = {}, exposure: object = {}, pullSecret?: string) =>
  issuers(
    CertManager.parse({ authority: "selfSigned", ...settings }),
    Exposure.parse(exposure),
    pullSecret,
  );
const given = {
  authority: "intermediate",
  intermediate: { certificate: made.intermediate, root: made.root },
};
const specOf = (objects: ReturnType<typeof make>, name: string) =>
  objects.find(({ kind, metadata }) => kind === "ClusterIssuer" && metadata.name === name)?.spec;

describe("the issuers", () => {
  it("sign below a CA that signed itself, each after what it signs with", () => {
    assert.deepEqual(
      make().map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? "-"}/${metadata.name}`),
      [
        "ClusterIssuer -/platform-self-signed",
        "Certificate cert-manager/platform-ca",
        "ClusterIssuer -/platform-ca",
      ],
    );
    assert.deepEqual(specOf(make(), platformIssuer), { ca: { secretName: "platform-ca" } });
  });

  it("keep the CA's key when it is renewed, so that clients go on trusting it", () => {
    const [, authority] = make();
    const { privateKey, isCA, secretName } = authority?.spec as Record<string, unknown>;
    assert.deepEqual(privateKey, { algorithm: "ECDSA", size: 384, rotationPolicy: "Never" });
    assert.deepEqual([isCA, secretName], [true, "platform-ca"]);
  });

  it("sign below the CA that is given, by the same name, and make none", () => {
    assert.deepEqual(
      make(given).map(({ kind, spec }) => ({ kind, spec })),
      [{ kind: "ClusterIssuer", spec: { ca: { secretName: "platform-ca-given" } } }],
    );
    assert.deepEqual(make(given)[0]?.metadata, { name: platformIssuer });
  });

  it("ask an ACME server beside that, through Istio's gateway", () => {
    const spec = specOf(make({ acme }, { type: "metalLb" }), acmeIssuer);
    assert.deepEqual(spec, {
      acme: {
        server: "https://acme.test/directory",
        email: "ops@example.org",
        privateKeySecretRef: { name: "acme-account" },
        solvers: [{ http01: { ingress: { class: "istio" } } }],
      },
    });
  });

  it("ask it through the ingress controller where that is the way in", () => {
    const exposure = { type: "ingressNginx", ingress: { className: "internal" } };
    const { solvers } = (
      specOf(make({ acme }, exposure), acmeIssuer) as { acme: { solvers: object[] } }
    ).acme;
    assert.deepEqual(solvers, [{ http01: { ingress: { ingressClassName: "internal" } } }]);
  });

  it("let the solver's pods pull from the registry", () => {
    const { solvers } = (
      specOf(make({ acme }, {}, "harbor"), acmeIssuer) as { acme: { solvers: object[] } }
    ).acme;
    const podTemplate = { spec: { imagePullSecrets: [{ name: "harbor" }] } };
    assert.deepEqual(solvers, [{ http01: { ingress: { class: "istio", podTemplate } } }]);
  });

  it("fit cert-manager's own CRDs", function () {
    const complaints = crdComplaints(this, "cert-manager-1.21.1/rendered.yaml");
    const all = [
      ...make({ acme }, {}, "harbor"),
      ...make({ ...given, acme }, { type: "ingressNginx" }),
    ];
    for (const object of all) assert.deepEqual(complaints(object), [], object.metadata.name);
    assert.equal(
      complaints({
        apiVersion: "cert-manager.io/v1",
        kind: "ClusterIssuer",
        spec: { selfSigned: {}, ac: 1 },
      }).length,
      1,
    );
  });
});
