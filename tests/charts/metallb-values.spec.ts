import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parsedValues, valueAt, valueLeaves, withValue } from "./default-values";
import { unknownKeys } from "./known-keys";
import { realData } from "./real-data";
import { StandIn } from "./stand-in";
import { valuesSchema } from "./values-schema";

const standIn = new StandIn("metallb");
const ownSchema = join(__dirname, "../../charts/metallb/values.schema.json");

/** A chart of its own in MetalLB's archive: MetalLB's values file does not name its keys. */
const subchart = { path: "frr-k8s", source: "the chart frr-k8s 0.0.21, inside MetalLB's" };

const good: readonly [string, unknown][] = [
  ["imagePullSecrets", [{ name: "harbor" }]],
  ["controller.image.tag", "v0.15.3"],
  ["controller.image.tag", null],
  ["speaker.frr.enabled", false],
  ["crds.enabled", false],
  ["crds.validationFailurePolicy", "Ignore"],
  ["frr-k8s.imagePullSecrets", [{ name: "harbor" }]],
];

const bad: readonly [string, unknown][] = [
  ["imagePullSecrets", ["harbor"]],
  ["imagePullSecrets", [{ name: "harbor", namespace: "metallb-system" }]],
  ["controller.image.tag", 1],
  ["speaker.frr.enabled", "false"],
  ["crds.enabled", "false"],
  ["crds.validationFailurePolicy", "ignore"],
];

describe("the values of the MetalLB stand-in", () => {
  it("are all read by a template", () => {
    const unread = valueLeaves(standIn.values)
      .map(([path]) => path.at(-1) ?? "")
      .filter((key) => !new RegExp(`\\.${key}\\b`).test(standIn.templates));
    assert.deepEqual(unread, []);
  });

  describe("beside those of MetalLB's chart", () => {
    let real: Record<string, unknown>;
    before(function () {
      real = parsedValues(realData(this, "metallb-0.15.3/values.yaml"));
    });

    it("have no key that MetalLB's chart does not have, but for the chart inside it", () => {
      assert.deepEqual(unknownKeys(standIn.values, real, [subchart]), []);
      assert.deepEqual(
        new Set(unknownKeys(standIn.values, real, []).map((path) => path.split(".")[0])),
        new Set([subchart.path]),
      );
    });

    it("have the same defaults", () => {
      for (const [path, value] of valueLeaves(standIn.values))
        if (path[0] !== subchart.path) assert.deepEqual(value, valueAt(real, path), path.join("."));
    });
  });
});

describe("the schema of the MetalLB stand-in's values", () => {
  const takes = valuesSchema(readFileSync(ownSchema, "utf8"));

  for (const [path, value] of good)
    it(`takes ${JSON.stringify(value)} for ${path}`, () => {
      assert.equal(takes(withValue(standIn.values, path, value)), true);
    });

  for (const [path, value] of bad)
    it(`refuses ${JSON.stringify(value)} for ${path}`, () => {
      assert.equal(takes(withValue(standIn.values, path, value)), false);
    });

  it("says the same as the schema of MetalLB's chart", function () {
    const values = parsedValues(realData(this, "metallb-0.15.3/values.yaml"));
    const realTakes = valuesSchema(realData(this, "metallb-0.15.3/values.schema.json"));
    for (const [path, value] of [...good, ...bad])
      assert.equal(
        realTakes(withValue(values, path, value)),
        takes(withValue(standIn.values, path, value)),
        `${path}: ${JSON.stringify(value)}`,
      );
  });
});
