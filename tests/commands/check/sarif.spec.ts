import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { sarifOf } from "../../../commands/check/sarif";
import { outcomeWith, RULES } from "./outcome";
import { sarifErrors } from "./sarif-structure";

interface Log {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    invocations: { executionSuccessful: boolean }[];
    results: {
      ruleId: string;
      ruleIndex?: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation?: {
          artifactLocation: { uri: string; uriBaseId?: string };
          region: { startLine: number; startColumn: number };
        };
        logicalLocations: { fullyQualifiedName: string }[];
      }[];
    }[];
  }[];
}

const parsed = (text = "plain"): Log => JSON.parse(sarifOf(outcomeWith(text), RULES)) as Log;

describe("check --format sarif", () => {
  it("is a log as SARIF 2.1.0 wants it, with or without findings", () => {
    const empty = sarifOf({ told: [], problems: [], objects: 0 }, []);
    for (const text of [sarifOf(outcomeWith(), RULES), empty])
      assert.deepEqual(sarifErrors(JSON.parse(text)), []);
  });

  it("is told from a log that is none", () => {
    const log = parsed() as unknown as { version: string; runs: { results: object[] }[] };
    log.version = "2.0";
    log.runs[0]?.results.push({ level: "bad" });
    assert.equal(sarifErrors(log).length, 5);
  });

  it("holds to the schema itself, where SARIF_SCHEMA says where it is", function () {
    const file = process.env["SARIF_SCHEMA"];
    if (file === undefined) {
      console.log("      SARIF_SCHEMA names no schema file: judged by its structure alone");
      this.skip();
    }
    const schema = JSON.parse(readFileSync(file, "utf8")) as object;
    // Formats are the structure's to judge.
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const validate = ajv.compile(schema);
    validate(parsed());
    assert.deepEqual(validate.errors ?? [], []);
    assert.equal(validate({ version: "2.1.0", runs: [{}] }), false);
  });

  it("points to the line and the column, in a file as a URI and relative to the checkout", () => {
    const [violation, advice] = parsed().runs[0]?.results ?? [];
    assert.equal(violation?.level, "error");
    assert.deepEqual(violation.locations[0]?.physicalLocation, {
      artifactLocation: { uri: "in/a%20b.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 7, startColumn: 5 },
    });
    assert.equal(
      violation.locations[0].logicalLocations[0]?.fullyQualifiedName,
      "v1 Pod team/web: spec.containers[0].image",
    );
    assert.equal(advice?.level, "note");
    assert.equal(advice.locations[0]?.physicalLocation, undefined);
  });

  it("describes each rule, and says which rule a result is of", () => {
    const [run] = parsed().runs;
    assert.equal(run?.tool.driver.rules[run.results[1]?.ruleIndex ?? -1]?.id, "nothing-dangles");
  });

  it("says that it was no success where a part of the input could not be read", () => {
    assert.equal(parsed().runs[0]?.invocations[0]?.executionSuccessful, false);
    const good = JSON.parse(sarifOf({ ...outcomeWith(), problems: [] }, RULES)) as Log;
    assert.equal(good.runs[0]?.invocations[0]?.executionSuccessful, true);
  });

  it("gives an absolute path as a URI of its own", () => {
    const outcome = outcomeWith();
    const [first] = outcome.told;
    assert.ok(first?.place);
    const told = [{ ...first, place: { ...first.place, file: "/tmp/x#1.yaml" } }];
    const { runs } = JSON.parse(sarifOf({ ...outcome, told }, RULES)) as Log;
    assert.deepEqual(runs[0]?.results[0]?.locations[0]?.physicalLocation?.artifactLocation, {
      uri: "file:///tmp/x%231.yaml",
    });
  });
});
