import assert from "node:assert/strict";
import { UsageError } from "../../commands/checkout";
import { gateFlags } from "../../commands/gate";
import { proveGate } from "../../commands/gate-proof";

const REFUSED =
  "Policies:\n  - [mandatory] images-come-from-harbor\n    data.image of v1 ConfigMap\n    seeded/seeded: seeded.invalid/tool:1.0.0 comes from seeded.invalid";
const LOADED = "Loading policy packs...: done\nPolicies:\n    seldon-platform\n";

const proof = (code: number, stdout: string) =>
  proveGate({
    run: (args, { project, capture }) => {
      assert.deepEqual([args, project, capture], [["preview", ...gateFlags], "seed", true]);
      return Promise.resolve({ code, stdout });
    },
  });

describe("the proof of the gate", () => {
  it("holds where the gate has just refused, however the engine breaks its lines", async () => {
    await proof(1, REFUSED);
  });

  it("does not hold where the engine lets the refused object pass", async () => {
    await assert.rejects(proof(0, REFUSED), UsageError);
  });

  const faults: [what: string, code: number, printed: string, cause: RegExp][] = [
    [
      "printed as it loaded",
      1,
      'error: policy pack "/gate" failed to start: plugin [run] wrote an invalid port to stdout: x',
      /print to stdout/,
    ],
    [
      "ended as it started",
      1,
      'Loading policy packs\nerror: policy pack "/gate" failed to start: exit status 1',
      /ended as it started/,
    ],
    [
      "ended while it judged",
      1,
      `${LOADED}error: failed to run policy: Connection dropped`,
      /ended while it judged/,
    ],
    ["has no rules", 1, `${LOADED}The gate has no rules, so`, /all\.ts lists none/],
    ["has no site data", 1, `${LOADED}Stack "x" has no site data.`, /data cannot be used/],
    ["was not passed", 0, "Previewing update\n + 2 to create", /has to pass --policy-pack/],
    ["refused something else", 1, LOADED, /rules that are gone/],
  ];
  for (const [what, code, printed, cause] of faults)
    it(`shows what was printed, and says why, of a pack that ${what}`, async () => {
      await assert.rejects(proof(code, printed), (error: Error) => {
        assert.ok(error.message.startsWith(printed.trim()));
        assert.match(error.message, /The gate did not refuse the object in policy\/seed/);
        assert.match(error.message, cause);
        return true;
      });
    });
});
