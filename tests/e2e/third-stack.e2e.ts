import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { CheckoutCopy } from "./support/checkout-copy";

const stackFile = `config:
  seldon-platform:environment: prod
  seldon-platform:cluster:
    context: staging
    apiServer:
      cidrs: [10.30.0.11/32]
  seldon-platform:registry:
    host: harbor.staging.internal:8443
    username: robot$staging
  seldon-platform:tenants:
    - name: team-a
`;

const siteFile = `environment: prod
imageHosts: [harbor.staging.internal:8443]
network:
  platform: [seldon-system]
  apiServer: { cidrs: [10.30.0.11/32] }
`;

describe("a third stack", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy;

  before(() => {
    copy = new CheckoutCopy();
    copy.git("update-ref", "refs/remotes/origin/main", "main");
    writeFileSync(copy.path("Pulumi.staging.yaml"), stackFile);
  });
  after(() => {
    copy.remove();
  });

  it("is refused while it has no site file, which is named", async function () {
    this.timeout(3_600_000);
    const { code, output } = await copy.make(["preview", "STACK=staging"]);
    assert.notEqual(code, 0, output);
    assert.match(output, /Stack "staging" has no site data\. Add policy\/site\/staging\.yaml/);
  });

  it("needs a second approval while its site file is part of the change that it judges", async () => {
    writeFileSync(copy.path("policy/site/staging.yaml"), siteFile);
    const { code, output } = await copy.shell(
      "node commands/seldon-platform.js preview --stack staging",
    );
    assert.equal(code, 3, output);
    assert.match(output, /staging passes: \d+ resources previewed/);
    assert.match(
      output,
      /policy\/site\/staging\.yaml is read from the working tree, because origin\/main has none/,
    );
    assert.match(
      output,
      /needs a second approval:\n +the gate:\n +policy\/site\/staging\.yaml\n +judged by it:\n +Pulumi\.staging\.yaml\n/,
    );
  });

  it("needs nothing but its stack file, once its site file is merged", async () => {
    copy.git("add", "policy/site/staging.yaml");
    copy.git("commit", "--quiet", "--message", "site data");
    copy.git("update-ref", "refs/remotes/origin/main", "main");
    const { code, output } = await copy.make(["preview", "STACK=staging"]);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /working tree|second approval/);
  });
});
