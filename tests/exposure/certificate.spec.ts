import assert from "node:assert/strict";

import { doorCertificate, ingressCertificate } from "../../exposure/certificate";
import { one, stack } from "./stack";

const certManager = { authority: "selfSigned" };
const acme = {
  server: "https://acme.test/directory",
  email: "ops@example.test",
  egress: [{ cidrs: ["10.30.0.1/32"], port: 443 }],
};
const tenants = [
  { name: "team-a" },
  { name: "team-b", exposure: { host: "b.deep.seldon.internal" } },
  { name: "team-c", exposure: { host: "fraud.test" } },
  { name: "team-d", exposure: { type: "none" } },
  { name: "team-e", retire: true, exposure: { host: "gone.test" } },
];
const door = (exposure: object, change: object = { certManager }) =>
  doorCertificate(stack({ exposure: { type: "metalLb", ...exposure }, tenants, ...change }));

describe("the certificate of the gateway", () => {
  it("covers all tenants of the domain at once, and each host that is not directly under it", () => {
    assert.deepEqual(door({ tls: {} }), {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "seldon-models-tls", namespace: "istio-ingress" },
      spec: {
        secretName: "seldon-models-tls",
        dnsNames: ["*.seldon.internal", "b.deep.seldon.internal", "fraud.test"],
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" },
      },
    });
  });

  it("names each host where ACME signs it, which gives no wildcard", () => {
    const spec = door({ tls: {} }, { certManager: { ...certManager, acme } })?.spec;
    assert.deepEqual(spec?.dnsNames, [
      "b.deep.seldon.internal",
      "fraud.test",
      "team-a.seldon.internal",
    ]);
    assert.equal(spec.issuerRef.name, "acme");
  });

  it("is not made without TLS, for a Secret of others, or where nobody comes through the gateway", () => {
    assert.equal(door({}), undefined);
    assert.equal(door({ tls: { secretName: "company-tls" } }), undefined);
    assert.equal(door({ type: "ingressNginx", tls: {} }), undefined);
  });
});

describe("the certificate of a tenant's Ingress", () => {
  it("is the tenant's own, beside the Ingress", () => {
    const { tenant, platform } = one({ type: "ingressNginx", tls: {} }, {}, { certManager });
    const certificate = ingressCertificate(tenant, platform);
    assert.equal(certificate?.metadata.namespace, "team-a");
    assert.deepEqual(certificate.spec.dnsNames, ["team-a.seldon.internal"]);
  });

  it("is not made for a Secret of others", () => {
    const tls = { secretName: "company-tls" };
    const { tenant, platform } = one({ type: "ingressNginx", tls }, {}, { certManager });
    assert.equal(ingressCertificate(tenant, platform), undefined);
  });
});
