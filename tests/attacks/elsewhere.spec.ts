import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { ELSEWHERE, UNATTACKED } from "./elsewhere";
import { RULES } from "../../policy/rules/all";
import { WAYS } from "./ways/all";

const ROOT = path.join(__dirname, "../..");

describe("the rules of the gate", () => {
  const attacked = new Set(WAYS.map(({ rule }) => rule));

  it("are each attacked by a way, or told where else they are tried", () => {
    const left = RULES.filter(({ binds, name }) => binds !== "never" && !attacked.has(name));
    assert.deepEqual(
      left.map(({ name }) => name).sort(),
      UNATTACKED.map(({ rule }) => rule).sort(),
    );
  });

  it("are all that ways name, beside what the engine says itself", () => {
    const known = new Set(["objects-can-be-read", ...RULES.map(({ name }) => name)]);
    assert.deepEqual(
      [...attacked].filter((rule) => !known.has(rule)),
      [],
    );
  });
});

describe("the list of ways out", () => {
  it("has each number tried by an attack, or told where else it is covered", () => {
    const known = new Set([
      ...WAYS.map(({ number }) => number),
      ...ELSEWHERE.flatMap(({ numbers }) => numbers),
    ]);
    const missing = Array.from({ length: 150 }, (_, index) => index + 1).filter(
      (number) => !known.has(number),
    );
    assert.deepEqual(missing, []);
  });

  it("tells of no number twice, and of none that an attack tries", () => {
    const numbers = ELSEWHERE.flatMap((each) => each.numbers);
    assert.equal(new Set(numbers).size, numbers.length);
    assert.deepEqual(
      numbers.filter((number) => WAYS.some((way) => way.number === number)),
      [],
    );
  });

  it("names files that are there, and headings that they have", () => {
    for (const { covered } of [...ELSEWHERE, ...UNATTACKED])
      for (const each of covered) {
        const [file = "", heading] = each.split("#");
        assert.ok(existsSync(path.join(ROOT, file)), each);
        if (heading === undefined) continue;
        const text = readFileSync(path.join(ROOT, file), "utf8");
        assert.match(text, new RegExp(`^## ${heading}$`, "m"), each);
      }
  });
});
