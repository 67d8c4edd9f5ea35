import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { RULES } from "../../../policy/rules/all";
import { rulesPage } from "./page";

const file = path.resolve(__dirname, "../../../docs/rules.md");

describe("docs/rules.md", function () {
  // Long pages take their time to format where others work beside them.
  this.timeout(60_000);

  it("is made from the rules (npm run schema writes it)", async () => {
    const text = await format(rulesPage(RULES), { parser: "markdown", printWidth: 100 });
    if (process.env["GOLDEN"] === "rewrite") writeFileSync(file, text);
    assert.equal(readFileSync(file, "utf8"), text);
  });
});
