import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { TELEMETRY } from "../../policy/rules/telemetry/register";
import { telemetryPage } from "./telemetry-page";

const file = path.resolve(__dirname, "../../docs/telemetry.md");

describe("docs/telemetry.md", function () {
  // Long pages take their time to format where others work beside them.
  this.timeout(60_000);

  it("is made from the register (npm run schema writes it)", async () => {
    const text = await format(telemetryPage(), { parser: "markdown", printWidth: 100 });
    if (process.env["GOLDEN"] === "rewrite") writeFileSync(file, text);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("says of each component what keeps it quiet", () => {
    const page = telemetryPage();
    for (const { component, switches, fields = [] } of TELEMETRY) {
      const row = page.split("\n").find((line) => line.startsWith(`| ${component} |`));
      assert.ok(row, component);
      for (const { name } of switches.flat()) assert.ok(row.includes(name), `${component} ${name}`);
      for (const { field } of fields) assert.ok(row.includes(field), `${component} ${field}`);
    }
  });
});
