import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { LAST, waysPage } from "./page";

const docs = path.resolve(__dirname, "../../docs");

describe("docs/ways-out.md", function () {
  // Long pages take their time to format where others work beside them.
  this.timeout(60_000);

  it("is made from the attacks (npm run schema writes it)", async () => {
    const file = path.join(docs, "ways-out.md");
    const text = await format(waysPage(), { parser: "markdown", printWidth: 100 });
    if (process.env["GOLDEN"] === "rewrite") writeFileSync(file, text);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("tells of each way what is tried, and what shuts it", () => {
    const rows = waysPage()
      .split("\n")
      .filter((line) => line.includes("<a id="))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    assert.deepEqual(
      rows.map(([, cell = ""]) => cell.replace(/^<a .*<\/a>/, "")),
      Array.from({ length: LAST }, (_, index) => String(index + 1)),
    );
    for (const [, way, tried = "", shut = ""] of rows) {
      assert.match(tried, /^\S.{4}/, way);
      assert.match(shut, /\]\(/, way);
    }
  });

  it("links to headings of docs/rules.md that are there", () => {
    const rules = readFileSync(path.join(docs, "rules.md"), "utf8");
    const named = new Set(
      [...waysPage().matchAll(/rules\.md#([a-z0-9-]+)/g)].map(([, name]) => name),
    );
    assert.deepEqual(
      [...named].filter((name) => !rules.includes(`\n### ${String(name)}\n`)),
      [],
    );
  });
});
