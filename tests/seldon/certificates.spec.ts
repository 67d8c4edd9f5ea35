import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { parse } from "yaml";

import { controlPlaneCertificates } from "../../seldon/certificates";
import { foreignCrds } from "../../seldon/foreign-crds";
import { crdsOf, schemaOf } from "../charts/crds";
import { realData } from "../charts/real-data";

const issuer = { issuer: "seldon-ca", issuerKind: "ClusterIssuer" } as const;
const certificates = controlPlaneCertificates("team-a", issuer);
const [server, client] = certificates;
assert.ok(server && client);

describe("the certificates of a tenant's control plane", () => {
  it("are one for the scheduler and one for its clients, in the tenant's namespace", () => {
    for (const { apiVersion, kind, metadata, spec } of certificates) {
      assert.deepEqual(
        [apiVersion, kind, metadata.namespace],
        ["cert-manager.io/v1", "Certificate", "team-a"],
      );
      assert.equal(spec.secretName, metadata.name);
    }
    assert.deepEqual(
      certificates.map(({ spec }) => spec.secretName),
      ["seldon-controlplane-server", "seldon-controlplane-client"],
    );
  });

  it("name the scheduler as agents dial it, and as the controller does", () => {
    assert.deepEqual(server.spec.dnsNames, [
      "seldon-scheduler",
      "seldon-scheduler.team-a",
      "seldon-scheduler.team-a.svc",
    ]);
  });

  it("let no client pass for a scheduler, nor a scheduler for a client", () => {
    assert.deepEqual(server.spec.usages, ["digital signature", "server auth"]);
    assert.deepEqual(client.spec.usages, ["digital signature", "client auth"]);
    assert.deepEqual(
      client.spec.dnsNames.filter((name) => server.spec.dnsNames.includes(name)),
      [],
    );
  });

  it("come from the issuer of the stack, of either kind", () => {
    const local = controlPlaneCertificates("team-a", { issuer: "own", issuerKind: "Issuer" });
    const ref = { group: "cert-manager.io", kind: "Issuer", name: "own" };
    for (const { spec } of local) assert.deepEqual(spec.issuerRef, ref);
    for (const { spec } of certificates)
      assert.deepEqual(spec.issuerRef, { ...ref, kind: "ClusterIssuer", name: "seldon-ca" });
  });

  it("have no common name, which the longest namespace would make too long", () => {
    const [first] = controlPlaneCertificates("a".repeat(63), issuer);
    assert.ok(first && !("commonName" in first.spec));
    for (const name of first.spec.dnsNames)
      for (const label of name.split(".")) assert.ok(label.length <= 63);
  });

  it("lie where Seldon's setup chart looks for them", function () {
    const values = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as {
      security: { controlplane: { ssl: Record<"server" | "client", { secret: string }> } };
    };
    const { ssl } = values.security.controlplane;
    assert.deepEqual(
      [server.spec.secretName, client.spec.secretName],
      [ssl.server.secret, ssl.client.secret],
    );
  });

  it("fit the real CRD, which knows all their fields", function () {
    const stream = realData(this, "cert-manager-1.21.1/rendered.yaml");
    const [{ name } = { name: "" }] = foreignCrds({ seldon: { controlPlaneTls: {} } });
    // Only the one that is asked for: all six take a second to parse.
    const document =
      stream.split(/^---$/m).find((text) => text.includes(`name: "${name}"\n`)) ?? "";
    const schema = schemaOf(crdsOf(document).get(name)) as Schema;
    const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    for (const certificate of certificates) {
      assert.ok(fits(certificate), JSON.stringify(fits.errors));
      assert.deepEqual(unknown(certificate, schema), []);
    }
    assert.equal(fits({ ...server, spec: { ...server.spec, secretName: 5 } }), false);
    assert.deepEqual(unknown({ spec: { secret: "x" } }, schema), ["secret"]);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Keys that the schema does not have: the API server would drop or refuse them. */
const unknown = (value: unknown, { properties, items }: Schema): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => (items ? unknown(item, items) : []));
  if (typeof value !== "object" || value === null || !properties) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const next = properties[key];
    return next ? unknown(inner, next) : [key];
  });
};
