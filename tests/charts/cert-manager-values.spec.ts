import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parsedValues, valueAt, valueLeaves, withValue } from "./default-values";
import { unknownKeys } from "./known-keys";
import { realData } from "./real-data";
import { StandIn } from "./stand-in";
import { valuesSchema } from "./values-schema";

const standIn = new StandIn("cert-manager");
const ownSchema = join(__dirname, "../../charts/cert-manager/values.schema.json");

const good: readonly [string, unknown][] = [
  ["global.imagePullSecrets", [{ name: "harbor" }]],
  ["global.leaderElection.namespace", "cert-manager"],
  ["imageRegistry", "harbor.test/mirror"],
  ["replicaCount", 2],
  ["webhook.replicaCount", 3],
  ["webhook.image.tag", "v1.21.1"],
  ["acmesolver.image.repository", "harbor.test/jetstack/cert-manager-acmesolver"],
  ["podDisruptionBudget.minAvailable", "50%"],
  ["crds.enabled", true],
  ["startupapicheck.enabled", false],
];

const bad: readonly [string, unknown][] = [
  ["global.imagePullSecrets", "harbor"],
  ["imageregistry", "harbor.test/mirror"],
  ["replicaCount", "2"],
  ["webhook.replicas", 3],
  ["webhook.image.tags", "v1.21.1"],
  ["podDisruptionBudget.minimum", 1],
  ["crds.enable", true],
  ["startupapicheck.enabled", "false"],
];

describe("the values of the cert-manager stand-in", () => {
  it("are all read by a template", () => {
    const unread = valueLeaves(standIn.values)
      .map(([path]) => path.at(-1) ?? "")
      .filter((key) => !new RegExp(`\\.${key}\\b`).test(standIn.templates));
    assert.deepEqual(unread, []);
  });

  describe("beside those of cert-manager's chart", () => {
    let real: Record<string, unknown>;
    before(function () {
      real = parsedValues(realData(this, "cert-manager-1.21.1/values.yaml"));
    });

    it("have no key that cert-manager's chart does not have", () => {
      assert.deepEqual(unknownKeys(standIn.values, real, []), []);
    });

    it("have the same defaults", () => {
      for (const [path, value] of valueLeaves(standIn.values))
        assert.deepEqual(value, valueAt(real, path), path.join("."));
    });
  });
});

describe("the schema of the cert-manager stand-in's values", () => {
  const takes = valuesSchema(readFileSync(ownSchema, "utf8"));

  for (const [path, value] of good)
    it(`takes ${JSON.stringify(value)} for ${path}`, () => {
      assert.equal(takes(withValue(standIn.values, path, value)), true);
    });

  for (const [path, value] of bad)
    it(`refuses ${JSON.stringify(value)} for ${path}`, () => {
      assert.equal(takes(withValue(standIn.values, path, value)), false);
    });

  it("refuses what cert-manager's chart takes and no template here reads", () => {
    assert.equal(takes(withValue(standIn.values, "fullnameOverride", "certs")), false);
  });

  it("otherwise says the same as the schema of cert-manager's chart", function () {
    const values = parsedValues(realData(this, "cert-manager-1.21.1/values.yaml"));
    const realTakes = valuesSchema(realData(this, "cert-manager-1.21.1/values.schema.json"));
    for (const [path, value] of [...good, ...bad])
      assert.equal(
        realTakes(withValue(values, path, value)),
        takes(withValue(standIn.values, path, value)),
        `${path}: ${JSON.stringify(value)}`,
      );
  });
});
