import assert from "node:assert/strict";

import { openPaths, schemaDifferences, type Schema } from "./schema-differences";

const text: Schema = { type: "string" };
const map = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
  type: "object",
  properties,
  ...more,
});
const open = { "x-kubernetes-preserve-unknown-fields": true };

describe("schemaDifferences", () => {
  it("takes the same schema in another order and with other descriptions for the same", () => {
    const ours = map({ a: text, b: text }, { required: ["a", "b"] });
    const real = map({ b: text, a: { ...text, description: "A." } }, { required: ["b", "a"] });
    assert.deepEqual(schemaDifferences(ours, real), []);
  });

  it("names a property of another type", () => {
    assert.deepEqual(schemaDifferences(map({ a: text }), map({ a: { type: "integer" } })), [
      '.a: {"type":"string"}, and the real one has {"type":"integer"}',
    ]);
  });

  it("names a property that is required on one side only", () => {
    assert.equal(
      schemaDifferences(map({ a: text }), map({ a: text }, { required: ["a"] })).length,
      1,
    );
  });

  it("names a property that the real schema lacks, open or not", () => {
    assert.deepEqual(schemaDifferences(map({ a: text }, open), map({})), [
      ".a: not in the real one",
    ]);
  });

  it("names a property that the real schema has in addition", () => {
    assert.deepEqual(schemaDifferences(map({}), map({ a: text })), [".a: missing"]);
  });

  it("accepts the same from a schema that keeps unknown fields", () => {
    assert.deepEqual(schemaDifferences(map({}, open), map({ a: text })), []);
  });

  it("looks into lists and into maps with free keys", () => {
    const ours: Schema = { type: "array", items: map({}, { additionalProperties: text }) };
    const real: Schema = { type: "array", items: map({}) };
    assert.deepEqual(schemaDifferences(ours, real), ["[]{}: not in the real one"]);
    assert.deepEqual(schemaDifferences(real, ours), ["[]{}: missing"]);
  });
});

describe("openPaths", () => {
  it("names what keeps unknown fields, at any depth", () => {
    const schema = map({
      a: map({}, open),
      b: { type: "array", items: map({ c: open }) },
      d: text,
    });
    assert.deepEqual(openPaths(schema), [".a", ".b[].c"]);
  });
});
