import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { judge } from "../../policy/judge";
import type { Finding } from "../../policy/rule";
import { RULES } from "../../policy/rules/all";
import { parseSite, type Site } from "../../policy/site/site";
import type { Raw } from "../attacks/attack";
import { alarmText, falseAlarms } from "../attacks/chain";
import { HARMLESS } from "../attacks/harmless/all";
import { findingsOf } from "../attacks/judging";
import {
  choiceFrom,
  scoreTable,
  survivorsOf,
  tried,
  withRulesOff,
  type Row,
} from "../attacks/score";
import { attackSite } from "../attacks/support/attack-site";
import { documentsOf, REAL_CHARTS } from "../attacks/support/real-charts";
import { WAYS } from "../attacks/ways/all";
import { realData } from "../charts/real-data";
import { platformObjects } from "./support/platform-objects";
import { platformOf } from "./support/stacks";

const SPEC = "tests/e2e/attacks.e2e.ts";
// Rules of the whole set take a hundred times as long as those of one object.
const PER_WAY = { object: 60, set: 16 };
const LEAST = { attacks: 5000, harmless: 2000 };
const CHAIN = 20;
// Said by the engine, which no rule can switch off.
const UNREADABLE = "objects-can-be-read";

const otherwise = { perWay: PER_WAY.object, seed: Date.now() % 1_000_000_000 };
const choice = choiceFrom(process.env, otherwise);
const isWhole = choice.only === undefined && choice.perWay > 1;
const site = siteOf("prod");

describe("prod and dev as committed: no false alarm", function () {
  this.timeout(900_000);
  for (const name of ["prod", "dev"] as const)
    it(`of ${name}, of which the gate says nothing`, async () => {
      const stack = await stackOf(name);
      const told = findingsOf(
        { objects: stack, touched: stack },
        { rules: RULES, site: siteOf(name) },
      );
      assert.deepEqual(told.map(lineOf), []);
    });
});

describe("real charts with their default values, at the site of prod", () => {
  for (const [file, expected] of Object.entries(REAL_CHARTS))
    it(`of ${path.dirname(file)} (${path.basename(file)}), the gate tells just what is wrong`, function () {
      const { findings } = judge(RULES, documentsOf(realData(this, file)), site);
      const told: Record<string, string[]> = {};
      for (const { rule, object, advice } of findings)
        if (!advice) (told[rule] ??= []).push(`${object.kind} ${object.name}`);
      const once = Object.entries(told).map(([rule, all]) => [rule, [...new Set(all)].sort()]);
      assert.deepEqual(Object.fromEntries(once), expected);
    });
});

describe("the gate, before the committed prod with its images' bundle and projects listed", function () {
  this.timeout(900_000);
  let stack: readonly Raw[];

  before(async () => {
    stack = await stackOf("prod");
  });

  it("refuses every attack by the rule that is there for it, and by no other where that is off", () => {
    const gate = { rules: RULES, site: attackSite(site, stack) };
    const rows = WAYS.filter(
      ({ number }) => choice.only === undefined || number === choice.only,
    ).map((way): Row => {
      const isSet = RULES.some(({ name, scope }) => name === way.rule && scope === "set");
      const perWay = isWhole && isSet ? PER_WAY.set : choice.perWay;
      return tried(way, stack, gate, { ...choice, perWay });
    });
    const off = withRulesOff(rows, stack, gate, choice);
    console.log(`seed ${choice.seed}\n${scoreTable(rows, off)}`);
    const survivors = rows.filter((row) => row.survivors.length > 0);
    assert.ok(survivors.length === 0, survivors.map((row) => survivorsOf(row, SPEC)).join("\n"));
    assert.deepEqual(
      [...off].filter(([rule, kills]) => rule !== UNREADABLE && kills > 0),
      [],
    );
    const attacks = rows.reduce((sum, row) => sum + row.attacks, 0);
    if (isWhole) assert.ok(attacks >= LEAST.attacks, `only ${attacks} attacks`);
  });

  it("says nothing of changes that harm nobody", () => {
    const chains = isWhole ? LEAST.harmless / CHAIN : 1;
    const told = Array.from({ length: chains }, (_, index) => {
      const one = { changes: CHAIN, seed: choice.seed + index };
      const alarms = falseAlarms(HARMLESS, stack, { rules: RULES, site }, one);
      return alarms.map((alarm) => alarmText(alarm, one, SPEC));
    }).flat();
    console.log(`${chains * CHAIN} harmless changes, ${told.length} false alarms`);
    assert.ok(told.length === 0, told.join("\n"));
  });
});

function siteOf(name: "prod" | "dev"): Site {
  const file = path.join(__dirname, "..", "..", "policy", "site", `${name}.yaml`);
  return parseSite(readFileSync(file, "utf8"), `policy/site/${name}.yaml`);
}

const stackOf = async (name: "prod" | "dev"): Promise<readonly Raw[]> =>
  (await platformObjects(platformOf(name))).map((object): Raw => ({ ...object }));

const lineOf = ({ rule, object, path: at, message }: Finding): string =>
  `${rule}: ${object.kind} ${object.name} ${at} ${message}`;
