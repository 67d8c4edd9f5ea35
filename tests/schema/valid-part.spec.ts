import assert from "node:assert/strict";
import { z } from "zod";

import { validPart } from "../../schema/valid-part";

const schema = z.strictObject({
  mode: z.enum(["a", "b"]).default("a"),
  items: z.array(z.strictObject({ name: z.string().regex(/^[a-z]+$/), size: z.int().optional() })),
});
const partOf = (values: unknown) => validPart(schema, values);

describe("the valid part of some values", () => {
  it("is all of them when nothing is wrong", () => {
    const values = { mode: "b", items: [{ name: "x", size: 1 }] };
    assert.deepEqual(partOf(values)?.data, values);
  });

  it("lacks unknown keys and optional values that do not fit", () => {
    const values = { mod: "b", mode: "c", items: [{ name: "x", size: 1.5 }] };
    assert.deepEqual(partOf(values)?.data, { mode: "a", items: [{ name: "x" }] });
  });

  it("lacks a list item that misses a required key, and still knows where the others were", () => {
    const part = partOf({ items: [{ name: "A" }, { size: 1 }, { name: "x" }, "y", { name: "z" }] });
    assert.deepEqual(part?.data.items, [{ name: "x" }, { name: "z" }]);
    assert.deepEqual(part.original(["items", 0, "name"]), ["items", 2, "name"]);
    assert.deepEqual(part.original(["items", 1, "name"]), ["items", 4, "name"]);
  });

  it("is nothing when the whole is no object or a required list is missing", () => {
    assert.equal(partOf("text"), undefined);
    assert.equal(partOf({ mode: "a" }), undefined);
  });

  it("leaves the values as they were", () => {
    const values = { mode: "c", items: [{ name: "A" }] };
    const before = structuredClone(values);
    partOf(values);
    assert.deepEqual(values, before);
  });
});
