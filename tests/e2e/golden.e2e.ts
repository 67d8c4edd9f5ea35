import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readLock } from "../../charts/chart-lock";
import { prepareThrowaway } from "../../commands/prepare";
import { differenceOf } from "../golden/difference";
import { linesOf, type Step } from "../golden/lines";

/** What the real engine would make of a stack, every chart's children included. */
async function preview(stack: string): Promise<Step[]> {
  const local = await prepareThrowaway(stack);
  try {
    await local.applyCrds([]);
    const output = await local.engine.must(["preview", "--json"]);
    // Warnings of the engine go before or after it.
    const json = /^\{$[\s\S]*^\}$/m.exec(output)?.[0];
    assert.ok(json, output);
    return (JSON.parse(json) as { steps: Step[] }).steps;
  } finally {
    await local.remove();
  }
}

describe("a stack, resource by resource", function () {
  this.timeout("5m");

  before(function () {
    const sources = Object.entries(readLock().charts).flatMap(([name, { source }]) =>
      source === undefined ? [] : [`${name} from ${source}`],
    );
    if (sources.length === 0) return;
    console.log(`    skipped: it is written for the stand-ins, and here is ${sources.join(", ")}`);
    this.skip();
  });

  for (const stack of ["dev", "prod"])
    it(`is for ${stack} what tests/golden/${stack}.txt says`, async () => {
      const file = join(__dirname, "..", "golden", `${stack}.txt`);
      const found = linesOf(await preview(stack));
      const text = `${found.join("\n")}\n`;
      assert.doesNotMatch(text, /127\.0\.0\.1|localhost|kubeconfig|throwaway|\.local\b/);
      if (process.env["GOLDEN"] === "rewrite") writeFileSync(file, text);
      const golden = readFileSync(file, "utf8").trimEnd().split("\n");
      const difference = differenceOf(golden, found);
      if (difference.length > 0)
        assert.fail(
          `tests/golden/${stack}.txt says otherwise (- golden, + now):\n${difference.join("\n")}\n` +
            "If the new one is right, run npm run golden and review its diff.",
        );
    });
});
