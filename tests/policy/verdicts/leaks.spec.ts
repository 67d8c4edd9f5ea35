import assert from "node:assert/strict";
import { verdictsOf } from "../../../policy/verdicts";
import { ADDING } from "./leaks/adding-policies";
import { DECEIVING } from "./leaks/deceiving-peers";
import type { Leak } from "./leaks/leak";
import { LOOSE } from "./leaks/missing-rules";
import { goodStack, siteWith, type Raw } from "./stack";

const MANDATORY = [
  "nothing-leaves",
  "tenants-do-not-meet",
  "everything-needed-is-open",
  "nothing-is-forgeable",
];

const verdicts = (stack: readonly Raw[]) => verdictsOf(stack, siteWith());

const open = (stack: readonly Raw[]) =>
  verdicts(stack).flatMap(({ name, answer, breaches }) =>
    answer === "holds" || !MANDATORY.includes(name)
      ? []
      : breaches.map(({ code, message }) => ({ name, code, message })),
  );

describe("the verdicts", () => {
  it("hold for two tenants that have what they need and nothing else", () => {
    assert.deepEqual(
      verdicts(goodStack()).map(({ name, answer, breaches }) => ({ name, answer, breaches })),
      [...MANDATORY, "nothing-dangles", "nothing-is-wider-than-used"].map((name) => ({
        name,
        answer: "holds",
        breaches: [],
      })),
    );
  });

  const leaks: readonly Leak[] = [...LOOSE, ...DECEIVING, ...ADDING];
  for (const { number, what, verdict, code, leak, legal } of leaks) {
    it(`${verdict} fails for ${what} (${String(number)}, ${code})`, () => {
      const found = verdicts(leak(goodStack())).find(({ name }) => name === verdict);
      assert.notEqual(found?.answer, "holds");
      const codes = found?.breaches.map((breach) => breach.code) ?? [];
      assert.ok(codes.includes(code), `found ${JSON.stringify(found?.breaches, null, 1)}`);
      for (const { message, remedy } of found?.breaches ?? []) assert.ok(message && remedy);
    });
    if (legal.name === "same") continue;
    it(`holds for the nearest legal neighbour of ${what} (${String(number)})`, () => {
      assert.deepEqual(open(legal(goodStack())), []);
    });
  }
});
