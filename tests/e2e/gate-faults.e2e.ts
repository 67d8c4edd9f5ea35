import assert from "node:assert/strict";
import { CheckoutCopy } from "./support/checkout-copy";
import type { Finished } from "./support/finished";

describe("make preview, when the gate itself is at fault", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy;

  const preview = (options = "", env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    copy.shell(`node commands/seldon-platform.js preview --stack dev ${options}`, env);
  const pack = (change: (text: string) => string) => {
    copy.edit("policy/index.ts", change);
  };

  before(function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    copy.git("update-ref", "refs/remotes/origin/main", "main");
  });
  beforeEach(() => {
    copy.reset();
  });
  afterEach(() => {
    assert.deepEqual(copy.left(), []);
  });
  after(() => {
    copy.remove();
  });

  const refused = ({ code, output }: Finished, ...lines: RegExp[]) => {
    assert.equal(code, 2, output);
    for (const line of lines) assert.match(output, line);
    assert.doesNotMatch(output, /dev passes/);
  };

  const notRefused = /gate did not refuse the object in policy\/seed/;

  it("refuses when the pack dies as it starts", async () => {
    pack((text) => text.replace("  new PolicyPack(", "  process.exit(7);\n$&"));
    refused(await preview(), notRefused, /The pack ended as it started/);
  });

  it("refuses when the pack dies while it judges", async () => {
    pack((text) =>
      text.replace("const siteOf = (stack: string): Site => {", "$&\n    process.exit(7);"),
    );
    refused(await preview(), notRefused, /The pack ended while it judged/);
  });

  it("refuses when the pack prints to stdout as it loads", async () => {
    pack((text) => text.replace("  new PolicyPack(", '  console.log("hello");\n$&'));
    refused(await preview(), notRefused, /nothing in policy\/ may print to stdout as it loads/);
  });

  it("refuses when the pack has no rules", async () => {
    pack((text) => text.replace("policiesFor(RULES,", "policiesFor([],"));
    refused(
      await preview(),
      notRefused,
      /The pack has no rules: policy\/rules\/all\.ts lists none/,
    );
  });

  it("refuses when the pack is not passed", async () => {
    copy.edit("commands/gate.ts", (text) =>
      text.replace(/\["--policy-pack", join\(checkout, "policy"\)\]/, "[] as string[]"),
    );
    refused(await preview(), notRefused, /has to pass --policy-pack with the folder policy/);
  });

  it("refuses when the pack hangs, after the time that it is given", async () => {
    pack((text) => text.replace("const siteOf = (stack: string): Site => {", "$&\n    for (;;);"));
    const begun = performance.now();
    refused(
      await preview("--time-limit 1"),
      /pulumi preview gave no answer within 1 minutes and was ended/,
    );
    // The rest of the time goes into the cluster and its end.
    assert.ok(performance.now() - begun < 180_000);
  });
});
