import assert from "node:assert/strict";

import { zeros } from "../../commands/smoke/v2-request";

describe("a V2 request", () => {
  it("is zeros in the shape that the model's metadata names, with 1 for any size", () => {
    const inputs = [
      { name: "x", shape: [-1, 3], datatype: "FP32" },
      { name: "text", shape: [1], datatype: "BYTES" },
      { name: "flag", shape: [2], datatype: "BOOL" },
    ];
    assert.deepEqual(zeros({ inputs }), {
      inputs: [
        { name: "x", shape: [1, 3], datatype: "FP32", data: [0, 0, 0] },
        { name: "text", shape: [1], datatype: "BYTES", data: [""] },
        { name: "flag", shape: [2], datatype: "BOOL", data: [false, false] },
      ],
    });
  });

  it("cannot be made where the metadata names no inputs, or there is none", () => {
    for (const metadata of [undefined, {}, { inputs: [] }])
      assert.equal(zeros(metadata), undefined);
  });
});
