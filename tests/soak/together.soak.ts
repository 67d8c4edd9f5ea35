import assert from "node:assert/strict";
import { CheckoutCopy } from "../e2e/support/checkout-copy";

describe("two make up of one stack", function () {
  this.timeout(3_600_000);
  let copy: CheckoutCopy;

  before(() => {
    copy = new CheckoutCopy();
  });
  after(() => {
    copy.remove();
  });

  it("bring it up once when they are started together from nothing", async () => {
    const both = await Promise.all([copy.make(["up"]), copy.make(["up"])]);
    for (const { code, output } of both) assert.equal(code, 0, output);
    assert.match(both.map(({ output }) => output).join("\n"), /Waiting for process \d+ on /);
    const third = await copy.make(["up"]);
    assert.match(third.output, /Resources:\n +\d+ unchanged\n/);
    assert.equal((await copy.make(["down"])).code, 0);
    assert.deepEqual(copy.left(), []);
  });
});
