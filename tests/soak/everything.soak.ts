import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";

import { CheckoutCopy } from "../e2e/support/checkout-copy";
import { fullStack } from "../e2e/support/full-stack";
import { fullSite } from "../e2e/support/full-site";

/** What prod has on is rehearsed with every `make test`; dev as committed has little. */
describe("dev with everything switched on, on a cluster", function () {
  this.timeout(1_800_000);
  let copy: CheckoutCopy;

  before(() => {
    copy = new CheckoutCopy();
    const values = { ...fullStack, environment: "dev" };
    const config = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [`seldon-platform:${key}`, value]),
    );
    writeFileSync(copy.path("Pulumi.dev.yaml"), stringify({ config }));
    writeFileSync(copy.path("policy/site/dev.yaml"), stringify(fullSite("dev")));
    copy.commit("everything on");
  });
  after(() => {
    copy.remove();
  });

  const made = async (target: string): Promise<string> => {
    const { code, output } = await copy.make([target, "STACK=dev"]);
    assert.equal(code, 0, output);
    return output;
  };

  it("is applied, through the gate", async () => {
    assert.match(await made("up"), /Resources:\n +\+ \d+ created\n/);
  });

  it("is left as it is by a second make up", async () => {
    assert.match(await made("up"), /Resources:\n +\d+ unchanged\n/);
  });

  it("is gone after make down: no process, no cluster, no state", async () => {
    await made("down");
    assert.deepEqual(copy.left(), []);
    assert.ok(!existsSync(copy.path(".local/dev")));
  });
});
