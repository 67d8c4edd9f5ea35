import assert from "node:assert/strict";
import { CheckoutCopy } from "./support/checkout-copy";
import type { Finished } from "./support/finished";
import { groups, neighbours } from "./support/leaks-in-prod";
import { FROZEN } from "./support/prods-own-leaks";
import type { Seeded } from "./support/seeded-leaks";
import { violationsIn, type Violation } from "./support/violations";

const objectsOf = (seeds: readonly Seeded[]) =>
  JSON.stringify(seeds.flatMap(({ objects }) => objects));

/** Whether a finding blames an object of the leak, or names a rule of it as what decides. */
const tells = ({ message }: Violation, code: string, id: string): boolean =>
  [
    `${id}-[^ ]*: ${code}: `,
    `: ${code}: .*\\(decided by [^)]*${id}-`,
    `"[^ ]*${id}-[^ ]*" ignores .*\\(${code}\\)`,
  ].some((form) => new RegExp(form).test(message));

describe("make preview STACK=prod, of a program with leaks", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy;

  const preview = (...lines: string[]): Promise<Finished> => {
    copy.reset();
    const fixture = 'import * as leaks from "./tests/e2e/fixtures/leaks";';
    copy.edit("index.ts", (text) => {
      const seeded = text.replace("  return summary(", (end) => [...lines, end].join("\n"));
      return `${fixture}\n${seeded}`;
    });
    return copy.make(["preview", "STACK=prod"]);
  };

  before(function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    copy.git("update-ref", "refs/remotes/origin/main", "main");
  });
  after(() => {
    copy.remove();
  });

  for (const { title, leaks } of groups)
    describe(title, () => {
      let told: Violation[];

      before(async () => {
        const [frozen, added] = [true, false].map((isFrozen) =>
          objectsOf(leaks.filter(({ rule }) => (rule === FROZEN) === isFrozen)),
        );
        const { code, output } = await preview(
          `leaks.added(provider, ${added});`,
          `leaks.frozen(provider, ${frozen});`,
        );
        assert.notEqual(code, 0, output);
        told = violationsIn(output);
      });

      for (const { id, number, what, rule, code } of leaks)
        it(`${rule} fails for ${what} (${String(number)}, ${code})`, () => {
          const found = told.filter((each) => each.rule === rule && tells(each, code, id));
          const own = told.filter(({ message }) => message.includes(`${id}-`));
          assert.notEqual(found.length, 0, JSON.stringify(own, null, 1));
          const level = rule === "nothing-dangles" ? "advisory" : "mandatory";
          assert.ok(found.every((each) => each.level === level));
        });

      it("says nothing else against the stack", () => {
        const others = told.filter(
          ({ level, message }) => level === "mandatory" && !/\bleak-\d+-\d+-/.test(message),
        );
        assert.deepEqual(others, []);
      });
    });

  it("passes with the nearest legal neighbour of each", async () => {
    const { code, output } = await preview(`leaks.added(provider, ${objectsOf(neighbours)});`);
    assert.equal(code, 0, output);
    assert.match(output, /prod passes: \d+ resources previewed, no rule is broken/);
  });
});
