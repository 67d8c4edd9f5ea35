import assert from "node:assert/strict";
import type { ProgramResource } from "../../../../policy/rule";
import { resource, told } from "./resources";

/** What a rule refuses and what it accepts, in words and as a resource. */
export type Cases = Readonly<
  Record<
    string,
    {
      readonly refused: readonly (readonly [string, ProgramResource])[];
      readonly accepted: readonly (readonly [string, ProgramResource])[];
    }
  >
>;

export function describeCases(cases: Cases): void {
  for (const [rule, { refused, accepted }] of Object.entries(cases))
    describe(rule, () => {
      for (const [what, each] of refused)
        it(`refuses ${what}, once`, () => {
          const found = told(rule, each, resource("pulumi:pulumi:Stack"));
          assert.equal(found.length, 1, found.join("\n"));
          assert.doesNotMatch(found[0] ?? "", /example/, "an address may hold a password");
        });
      for (const [what, each] of accepted)
        it(`accepts ${what}`, () => {
          assert.deepEqual(told(rule, each), []);
        });
    });
}
