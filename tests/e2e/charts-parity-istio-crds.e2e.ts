import assert from "node:assert/strict";

import { frameOf, type Crd } from "../charts/crds";
import { istioCrdsOf, schemasOf, withoutWords } from "../charts/istio-crds";
import { istioRendered, istioStandIn } from "../charts/istio-real";
import { openPaths, schemaDifferences } from "../charts/schema-differences";

/** The kinds that the program makes; of the others only what is around the spec. */
const written = [
  "authorizationpolicies.security.istio.io",
  "gateways.networking.istio.io",
  "peerauthentications.security.istio.io",
  "serviceentries.networking.istio.io",
  "virtualservices.networking.istio.io",
];

/** Each served version, and what the real one has of it. */
const versions = (ours: Crd | undefined, real: Crd | undefined) =>
  [...schemasOf(ours)].map(([version, schema]) => ({
    schema,
    other: schemasOf(real).get(version) ?? {},
  }));

describe("the CRDs of the stand-in for Istio's base", function () {
  this.timeout("1m");
  const standIn = istioStandIn("base");
  let real: Map<string, Crd>;
  let ours: Map<string, Crd>;

  before(function () {
    real = istioCrdsOf(istioRendered(this, "base"));
    ours = istioCrdsOf(standIn.render());
  });

  const rendered = (base: object): string[] => [...istioCrdsOf(standIn.render({ base })).keys()];

  it("define the same fifteen kinds", () => {
    assert.deepEqual([...ours.keys()].sort(), [...real.keys()].sort());
    assert.equal(ours.size, 15);
  });

  it("have the same names, labels, versions, subresources and printer columns", () => {
    for (const [name, crd] of ours) {
      const other = real.get(name);
      assert.ok(other, name);
      assert.deepEqual(crd.metadata, other.metadata, name);
      assert.deepEqual(withoutWords(frameOf(crd)), withoutWords(frameOf(other)), name);
    }
  });

  it("take the same fields, of the same types, in each version of the kinds that the program makes", () => {
    for (const name of written)
      for (const { schema, other } of versions(ours.get(name), real.get(name)))
        assert.deepEqual(schemaDifferences(schema, other), [], name);
  });

  it("have the same status, and are open in spec alone, for kinds that the program makes none of", () => {
    for (const [name, crd] of ours)
      if (!written.includes(name))
        for (const { schema, other } of versions(crd, real.get(name))) {
          const lines = schemaDifferences(schema, other);
          assert.deepEqual(
            lines.filter((line) => !line.startsWith(".spec: ")),
            [],
            name,
          );
          assert.deepEqual(openPaths(schema), [".spec", ".status"], name);
        }
  });

  it("are open only where the program writes nothing", () => {
    const open = written.flatMap((name) =>
      versions(ours.get(name), real.get(name))
        .slice(0, 1)
        .flatMap(({ schema }) => openPaths(schema))
        .filter((path) => path !== ".status")
        .map((path) => `${name.split(".")[0] ?? ""}${path}`),
    );
    assert.deepEqual(open.sort(), [
      "authorizationpolicies.spec.provider",
      "authorizationpolicies.spec.targetRef",
      "authorizationpolicies.spec.targetRefs[]",
      "virtualservices.spec.http[].corsPolicy",
      "virtualservices.spec.http[].delegate",
      "virtualservices.spec.http[].directResponse",
      "virtualservices.spec.http[].fault",
      "virtualservices.spec.http[].mirror",
      "virtualservices.spec.http[].mirrorPercentage",
      "virtualservices.spec.http[].mirrors[]",
      "virtualservices.spec.tcp[]",
      "virtualservices.spec.tls[]",
    ]);
  });

  it("are left out by name", () => {
    const excludedCRDs = [...ours.keys()];
    assert.deepEqual(rendered({ excludedCRDs }), []);
    assert.equal(rendered({ excludedCRDs: excludedCRDs.slice(1) }).length, 1);
  });

  it("come all the same without templates, those excluded included", () => {
    const excludedCRDs = [...ours.keys()];
    assert.equal(rendered({ enableCRDTemplates: false, excludedCRDs }).length, 15);
  });
});
