import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";

import { conditionsOf, groupNames, matrix, rowsOf } from "./matrix";
import { subsets, switches } from "./switches";

const page = join(__dirname, "../../docs/network.md");
const [begin, end] = ["<!-- made from network/flows -->", "<!-- end of what is made -->"];

describe("the page of who may talk to whom", function () {
  this.timeout(30_000);

  it("is up to date (GOLDEN=rewrite npx mocha tests/network/matrix.spec.ts writes it)", async () => {
    const found = readFileSync(page, "utf8");
    const [before, after] = [found.split(begin)[0], found.split(end)[1]];
    assert.ok(before && after);
    const text = await format([before, begin, "\n\n", matrix(), "\n\n", end, after].join(""), {
      parser: "markdown",
      printWidth: 100,
    });
    if (process.env["GOLDEN"] === "rewrite") writeFileSync(page, text);
    assert.equal(readFileSync(page, "utf8"), text);
  });

  for (const group of groupNames)
    it(`says of each row of "${group}" exactly when it is there`, () => {
      const rows = rowsOf(group);
      assert.ok(rows.length > 0);
      for (const row of rows) {
        const { on, off, wayIn } = conditionsOf(row);
        const settled = on.length + off.length;
        const situations = (subsets().length >> settled) * wayIn.length;
        assert.equal(row.found.length, situations, JSON.stringify(row.cells));
      }
      assert.equal(subsets().length, 2 ** Object.keys(switches).length);
    });
});
