import assert from "node:assert/strict";

import { verdictsOf } from "../../policy/verdicts";
import type { Verdict, VerdictName } from "../../policy/verdicts/verdict";
import { covering, extreme, type Choice, type Covering } from "./support/pairwise";
import { platformObjects } from "./support/platform-objects";
import { siteOf } from "./support/site-of";
import { refusalsOf, switchedPlatform, switchesOf, type Switched } from "./support/switches";

const mandatory: readonly VerdictName[] = [
  "nothing-leaves",
  "tenants-do-not-meet",
  "everything-needed-is-open",
  "nothing-is-forgeable",
];

/** One stack, as a failure prints it: ISOLATION_STACK='{...}' mocha tests/e2e/isolation-switches.e2e.ts */
const alone = process.env.ISOLATION_STACK;

const objectsOf = async (choice: Choice) =>
  (await platformObjects(switchedPlatform(choice))).map((object) => ({ ...object }));

/** What speaks against a stack, and against the same one whose usage counts may not leave. */
async function faultsOf(choice: Switched): Promise<string[]> {
  const objects = await objectsOf(choice);
  const verdicts = verdictsOf(objects, siteOf(choice));
  const without = choice.hodometer === "off" ? [] : verdictsOf(objects, siteOf(choice, false));
  return [...verdicts.flatMap(brokenIn), ...without.flatMap(brokenBesideUsage)];
}

const brokenIn = ({ name, answer, breaches }: Verdict): string[] =>
  !mandatory.includes(name) || answer === "holds"
    ? []
    : breaches.map(({ code, object, message }) => `${name}: ${code} ${object.name}: ${message}`);

/** Whatever leaves by hodometer is told of hodometer, and hides nothing else. */
function brokenBesideUsage({ name, breaches, answer }: Verdict): string[] {
  if (name !== "nothing-leaves") return [];
  const others = breaches.filter(({ object }) => object.name !== "allow-hodometer");
  if (answer === "fails" && others.length === 0) return [];
  return [
    `usage counts that the site does not list: ${answer}`,
    ...others.map((each) => each.message),
  ];
}

/** Each refusal once, with how many pairs it keeps apart, alone or with others. */
function refusedIn({ refused }: Covering): string[] {
  const sentences = refused.flatMap(({ because }) => [
    ...new Set(because.map(({ sentence }) => sentence)),
  ]);
  return [...new Set(sentences)].map(
    (sentence) => `${String(sentences.filter((each) => each === sentence).length)} by ${sentence}`,
  );
}

const words = (choice: Choice): string =>
  Object.entries(choice)
    .map(([name, value]) => `${name}=${value}`)
    .join(" with ");

async function prove(choices: readonly Choice[]): Promise<void> {
  const failed: string[] = [];
  for (const choice of choices) {
    const faults = await faultsOf(choice as Switched);
    if (faults.length > 0)
      failed.push([`ISOLATION_STACK='${JSON.stringify(choice)}'`, ...faults].join("\n  "));
  }
  assert.ok(failed.length === 0, `${String(failed.length)} stacks:\n${failed.join("\n")}`);
}

describe("what is proved of a stack, whatever is switched on", function () {
  // A second each, and a small machine does more than this at once.
  this.timeout(1_800_000);
  if (alone !== undefined) {
    it("holds for the stack that was asked for", () => prove([JSON.parse(alone) as Choice]));
    return;
  }
  for (const environment of ["dev", "prod"] as const) {
    const switches = switchesOf(environment);

    it(`holds in ${environment} with everything off, and with everything on`, () =>
      prove([extreme(switches, refusalsOf, "first"), extreme(switches, refusalsOf, "last")]));

    it(`holds in ${environment} for each two values of any two switches`, async () => {
      const start = Date.now();
      const found = covering(switches, refusalsOf);
      const { choices, pairs, refused } = found;
      await prove(choices);
      const seconds = Math.round((Date.now() - start) / 1000);
      console.log(
        [
          `    ${environment}: ${String(choices.length)} stacks, ${String(pairs)} pairs of values, ${String(seconds)} s.`,
          `The program refuses ${String(refused.length)} pairs:`,
          ...refusedIn(found),
        ].join("\n    "),
      );
    });

    it(`hears from the program in ${environment} the same refusals whatever else a stack has`, () => {
      const { choices, refused } = covering(switches, refusalsOf);
      const some = [...choices.slice(0, 3), ...choices.slice(-3)];
      for (const { values, sentence } of new Set(refused.flatMap(({ because }) => because)))
        for (const choice of some)
          assert.ok(refusalsOf({ ...choice, ...values }).includes(sentence), words(values));
    });
  }
});
