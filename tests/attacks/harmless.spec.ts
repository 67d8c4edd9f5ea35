import assert from "node:assert/strict";

import { RULES } from "../../policy/rules/all";
import { alarmText, falseAlarms } from "./chain";
import { HARMLESS } from "./harmless/all";
import { findingsOf } from "./judging";
import { goodSite, goodStack } from "./support/good-stack";

const SPEC = "tests/attacks/harmless.spec.ts";
const first = Number(process.env.ATTACK_SEED ?? "1");
const stack = goodStack();
const gate = { rules: RULES, site: goodSite() };

describe("a change that harms nobody", () => {
  it("finds a good stack, of which the gate says nothing", () => {
    const found = findingsOf({ objects: stack, touched: stack }, gate);
    assert.deepEqual(
      found.map(({ rule, object, path, message }) => [
        rule,
        object.kind,
        object.name,
        path,
        message,
      ]),
      [],
    );
  });

  for (const each of HARMLESS)
    it(`passes: ${each.title}`, () => {
      const choice = { changes: 3, seed: first };
      const alarms = falseAlarms([each], stack, gate, choice);
      const text = alarms.map((alarm) => alarmText(alarm, choice, SPEC)).join("\n");
      assert.ok(alarms.length === 0, text);
    });
});
