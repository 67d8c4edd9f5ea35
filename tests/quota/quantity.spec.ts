import assert from "node:assert/strict";
import fc from "fast-check";

import {
  formatBytes,
  formatCores,
  formatCount,
  greater,
  isWhole,
  parseQuantity,
  pieces,
  smaller,
} from "../../quota/quantity";

const nano = 10n ** 9n;

describe("a quantity", () => {
  const equals: Readonly<Record<string, bigint>> = {
    "2": 2n * nano,
    "500m": nano / 2n,
    "0.5": nano / 2n,
    ".5": nano / 2n,
    "2.": 2n * nano,
    "1.5Gi": 1536n * 2n ** 20n * nano,
    "1G": 10n ** 9n * nano,
    "1k": 1000n * nano,
    "1Ki": 1024n * nano,
    "8Ei": 8n * 2n ** 60n * nano,
    "0": 0n,
    "0.1n": 1n,
  };
  for (const [text, nanos] of Object.entries(equals))
    it(`reads ${text} exactly`, () => {
      assert.equal(parseQuantity(text), nanos);
    });

  for (const text of ["", ".", "Gi", "1 Gi", "1gi", "-1", "1e3", "1.2.3", "0x10", "1constructor"])
    it(`takes no ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseQuantity(text), { message: `"${text}" is no quantity` });
    });

  it("is written so that it reads the same, or the least more that its unit allows", () => {
    const units = [
      [formatCores, nano / 1000n],
      [formatBytes, 2n ** 20n * nano],
      [formatCount, nano],
    ] as const;
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 24n), fc.constantFrom(...units), (nanos, [format, unit]) => {
        const more = parseQuantity(format(nanos)) - nanos;
        assert.ok(more >= 0n && more < unit, String(more));
        assert.equal(format(parseQuantity(format(nanos))), format(nanos));
      }),
    );
  });

  it("is written in millicores, in Mi or as a number", () => {
    assert.deepEqual(
      [
        formatCores(nano / 2n),
        formatCores(3n * nano),
        formatCores(1n),
        formatBytes(1n),
        formatBytes(0n),
      ],
      ["500m", "3", "1m", "1Mi", "0Mi"],
    );
    assert.equal(formatCount(pieces(3)), "3");
  });

  it("is compared by its amount and not by its letters", () => {
    assert.deepEqual([greater("1", "900m"), greater("512Mi", "1Gi")], ["1", "1Gi"]);
    assert.deepEqual([smaller("1", "900m"), smaller("512Mi", "1Gi")], ["900m", "512Mi"]);
    assert.deepEqual([greater("1000m", "1"), smaller("1000m", "1")], ["1000m", "1000m"]);
  });

  it("is whole or it is not", () => {
    assert.equal(isWhole(parseQuantity("3")), true);
    assert.equal(isWhole(parseQuantity("3500m")), false);
  });
});
