import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { CheckoutCopy } from "./support/checkout-copy";

describe("make rehearse STACK=prod", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy;

  before(() => {
    copy = new CheckoutCopy();
  });
  after(() => {
    copy.remove();
  });

  it("applies, audits, previews without a change and destroys, and leaves nothing", async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    const { code, output } = await copy.make(["rehearse", "STACK=prod"]);
    assert.equal(code, 0, output);
    for (const tenant of ["fraud-detection", "financial-inference", "financial-mlops-pytorch"])
      assert.match(output, new RegExp(`${tenant}: hodometer replicas 0$`, "m"));
    assert.match(output, /images come from harbor\.mlops\.internal only$/m);
    assert.match(output, /pull secret in 10 of 10 namespaces$/m);
    assert.match(output, /nothing is left but the CRDs$/m);
    assert.deepEqual(copy.left(), []);
    assert.equal(existsSync(copy.path(".local/rehearsal-prod")), false);
    assert.equal(copy.changes(), "");
  });

  it("ends with the gate's reason where prod would phone home, and takes its cluster away", async () => {
    copy.edit("Pulumi.prod.yaml", (text) => text.replace("enabled: false", "enabled: true"));
    const { code, output } = await copy.make(["rehearse", "STACK=prod"]);
    assert.notEqual(code, 0);
    assert.match(output, /hodometer-off-in-prod/);
    assert.deepEqual(copy.left(), []);
  });
});
