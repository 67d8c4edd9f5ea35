import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disagreement, readRecord } from "../../commands/preview-record";

const violation = { rule: "a", advice: false };
const advice = { rule: "b", advice: true };

describe("the gate's own record of a preview", () => {
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const recordOf = (text: string) => {
    writeFileSync(join(folder, "findings"), text);
    return readRecord(join(folder, "findings"));
  };
  const agreed = (code: number, ...findings: object[]) =>
    disagreement(code, recordOf(findings.map((each) => `${JSON.stringify(each)}\n`).join("")));

  it("holds a finding on each line, and none where there is no file", () => {
    assert.deepEqual(recordOf(`${JSON.stringify(violation)}\n`), {
      findings: [violation],
      problems: [],
    });
    assert.deepEqual(readRecord(join(folder, "none")), { findings: [], problems: [] });
  });

  it("says so where a line is cut off", () => {
    const { findings, problems } = recordOf(`${JSON.stringify(violation)}\n{"rule": "a`);
    assert.equal(findings.length, 1);
    assert.match(problems[0] ?? "", /^Line 2 .* cut off, so findings are missing/);
  });

  it("agrees with an engine that counts what was refused, and lets advice pass", () => {
    assert.equal(agreed(1, violation, advice), undefined);
    assert.equal(agreed(0, advice), undefined);
    assert.equal(agreed(0), undefined);
  });

  it("does not agree with an engine that lets pass what was refused", () => {
    assert.match(
      agreed(0, violation) ?? "",
      /refused 1 things, and the engine does not count them \(exit code 0\)\. Look for/,
    );
  });

  it("tells a run that failed by itself from one that was refused", () => {
    assert.match(
      agreed(255, advice) ?? "",
      /engine failed \(exit code 255\) where no rule refused/,
    );
  });
});
