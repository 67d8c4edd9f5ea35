import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { RULES } from "../../policy/rules/all";
import { findingsOf } from "./judging";
import { Random } from "./random";
import { attacksOf, choiceFrom, survivorsOf, tried } from "./score";
import { attackSite } from "./support/attack-site";
import { goodSite, goodStack } from "./support/good-stack";
import { WAYS } from "./ways/all";
import { carrier } from "./ways/making/carriers";
import { listed } from "./ways/making/lists";
import { anywhere } from "./ways/making/places";
import { container, podWith } from "./ways/making/pods";

const SPEC = "tests/attacks/attacks.spec.ts";
// The same each time: what is random is tried where there is time for thousands.
const choice = choiceFrom(process.env, { perWay: 2, seed: 1 });
const ways = WAYS.filter(({ number }) => choice.only === undefined || number === choice.only);
const stack = goodStack();
const gate = { rules: RULES, site: attackSite(goodSite(), stack) };

describe("the gate under attack", () => {
  for (const way of ways)
    it(`way ${way.number}: ${way.rule} refuses ${way.title}`, () => {
      const row = tried(way, stack, gate, choice);
      assert.equal(row.survivors.length, 0, survivorsOf(row, SPEC));
    });
});

describe("an attack", () => {
  for (const rule of new Set(ways.map((way) => way.rule)))
    it(`survives where ${rule} is switched off`, () => {
      const without = { ...gate, rules: RULES.filter(({ name }) => name !== rule) };
      const own = ways.filter((way) => way.rule === rule && rule !== "objects-can-be-read");
      const killed = own.map((way) => tried(way, stack, without, { ...choice, perWay: 1 }).killed);
      assert.deepEqual(
        killed,
        own.map(() => 0),
      );
    });

  it("is told whole by its seed", () => {
    for (const way of ways) {
      const texts = [1, 2].map(() => JSON.stringify(attacksOf(way, stack, choice)));
      assert.equal(texts[0], texts[1], `way ${way.number}`);
    }
  });

  it("carries the number and the rule of its way", () => {
    for (const way of ways)
      for (const { attack } of attacksOf(way, stack, { ...choice, perWay: 2 }))
        assert.deepEqual([attack.way, attack.rule], [way.number, way.rule]);
  });

  it("comes from a generator that knows nothing of the gate", () => {
    for (const file of generators())
      assert.doesNotMatch(
        readFileSync(file, "utf8"),
        /(from|import|require)\W+[^;]*policy\//,
        file,
      );
  });
});

describe("what carries an attack", () => {
  it("is minded by no rule that looks at one object, as long as nothing is wrong with it", () => {
    const rules = RULES.filter(({ scope }) => scope === "object");
    for (let seed = 0; seed < 100; seed++) {
      const random = new Random(seed);
      const pod = podWith(random, container(random));
      const object = carrier(random, anywhere(random, stack), pod);
      const touched = [random.maybe(20) ? listed(random, object) : object];
      const found = findingsOf({ objects: touched, touched }, { ...gate, rules });
      assert.deepEqual(
        found.map(({ rule, path: at }) => `${rule}: ${at}`),
        [],
        JSON.stringify(touched),
      );
    }
  });
});

describe("Random", () => {
  it("tells the same numbers again for the same seed, and others for the next", () => {
    const numbers = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.int(1, 1000));
    };
    assert.deepEqual(numbers(7), numbers(7));
    assert.notDeepEqual(numbers(7), numbers(8));
  });

  it("says what is missing where there is nothing to pick from", () => {
    assert.throws(() => new Random(1).pick([]), /the stack lacks what the way needs/);
  });
});

/** All that makes attacks and harmless changes. */
function generators(): string[] {
  const inFolder = (folder: string) =>
    readdirSync(path.join(__dirname, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(__dirname, folder, file));
  return [
    ...inFolder("ways"),
    ...inFolder("harmless"),
    ...["attack.ts", "random.ts"].map((file) => path.join(__dirname, file)),
  ];
}
