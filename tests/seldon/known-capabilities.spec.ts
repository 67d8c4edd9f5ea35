import assert from "node:assert/strict";
import { parse } from "yaml";

import { Server } from "../../schema/server";
import {
  capabilitiesOfType,
  knownCapabilities,
  nearCapability,
} from "../../seldon/known-capabilities";
import { realData } from "../charts/real-data";

interface SetupValues {
  readonly serverConfig: Readonly<Record<string, { readonly serverCapabilities: string }>>;
}

describe("the capabilities of servers", () => {
  for (const type of ["mlserver", "triton"] as const)
    it(`are for ${type} what Seldon's setup chart says`, function () {
      const { serverConfig } = parse(
        realData(this, "seldon-2.9.1/setup.values.yaml"),
      ) as SetupValues;
      assert.deepEqual(capabilitiesOfType(type), serverConfig[type]?.serverCapabilities.split(","));
    });

  const of = (change: object) => knownCapabilities(Server.parse({ name: "a", ...change }));

  it("are known for the type, and for what is written", () => {
    assert.ok(of({})?.includes("sklearn"));
    assert.ok(of({ type: "triton", serverConfig: "triton" })?.includes("onnx"));
    assert.ok(of({ extraCapabilities: ["own"] })?.includes("own"));
    assert.deepEqual(of({ serverConfig: "theirs", capabilities: ["own"] }), ["own"]);
    assert.deepEqual(of({ type: "custom", capabilities: ["own"] }), ["own"]);
  });

  it("are unknown where only other people know what is inside", () => {
    assert.equal(of({ serverConfig: "theirs" }), undefined);
    assert.equal(of({ type: "mlserver", serverConfig: "triton" }), undefined);
    assert.equal(of({ type: "custom", extraCapabilities: ["own"] }), undefined);
  });
});

describe("a word that is no capability", () => {
  const all = [...capabilitiesOfType("mlserver"), ...capabilitiesOfType("triton")];

  for (const [word, meant] of [
    ["Scikit_Learn", "sklearn"],
    [" sklearn", "sklearn"],
    ["tensor-flow", "tensorflow"],
    ["onyx", "onnx"],
    ["keras", "tensorflow"],
  ] as const)
    it(`is understood as ${meant} where it is "${word}"`, () => {
      assert.equal(nearCapability(word, all), meant);
    });

  it("is left alone where nothing is near, and where the near one is not offered", () => {
    assert.equal(nearCapability("cobol", all), undefined);
    assert.equal(nearCapability("scikit-learn", ["onnx"]), undefined);
    assert.equal(nearCapability("sklearn", []), undefined);
  });
});
