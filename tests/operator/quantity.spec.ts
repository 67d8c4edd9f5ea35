import assert from "node:assert/strict";

import { canonicalQuantity } from "../../operator/quantity";

describe("a quantity as the operator writes it back", () => {
  // Each pair was seen from Kubernetes' own parser.
  const pairs: Readonly<Record<string, string>> = {
    "1000m": "1",
    "1.5": "1500m",
    ".5": "500m",
    "0.5Gi": "512Mi",
    "0.5Ki": "512",
    "1024Mi": "1Gi",
    "1500Mi": "1500Mi",
    "1.2Ki": "1228800m",
    "100000k": "100M",
    "1000000u": "1",
    "0.0001": "100u",
    "0Gi": "0",
    "-1": "-1",
    "12E": "12E",
    "0.1n": "1n",
    "1.0000000001": "1000000001n",
    "1e3": "1e3",
  };
  for (const [given, written] of Object.entries(pairs))
    it(`writes ${given} as ${written}`, () => {
      assert.equal(canonicalQuantity(given), written);
    });

  it("takes a number of the YAML as the same text", () => {
    assert.equal(canonicalQuantity(0.5), "500m");
    assert.equal(canonicalQuantity(2), "2");
  });

  it("leaves alone what is no quantity, so that the API server can refuse it by name", () => {
    for (const text of ["", "lots", "1 Gi", "."]) assert.equal(canonicalQuantity(text), text);
  });
});
