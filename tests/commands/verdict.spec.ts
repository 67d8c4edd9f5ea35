import assert from "node:assert/strict";

import { verdictOf } from "../../commands/verdict";

const passing = `Previewing update (prod):
 +  pulumi:pulumi:Stack seldon-platform-prod create
 +  seldon-platform:components:Tenant team-a create

Policies:
    ✅ seldon-platform@v0.1.0 (local: policy)

Outputs:
    hodometer: "off"

Resources:
    + 51 to create
`;

const failing = `Previewing update (prod):
 +  pulumi:pulumi:Stack seldon-platform-prod create
Diagnostics:
  pulumi:pulumi:Stack (seldon-platform-prod):
    error: preview failed

Policies:
    ❌ seldon-platform@v0.1.0 (local: policy)
        - [mandatory]  images-come-from-harbor  (kubernetes:apps/v1:Deployment: web)
          docker.io/nginx comes from docker.io

Resources:
    + 51 to create
`;

describe("the gate's verdict", () => {
  it("says that a stack passes, how much was looked at, and how to see a real diff", () => {
    assert.equal(
      verdictOf("prod", 0, passing),
      `Policies:
    ✅ seldon-platform@v0.1.0 (local: policy)

prod passes: 51 resources previewed, no rule is broken.
A diff against the real cluster: pulumi preview -s prod --policy-pack policy
`,
    );
  });

  it("shows what is wrong and what to do, and no list of resources", () => {
    const text = verdictOf("prod", 255, failing);
    assert.match(text, /docker\.io\/nginx comes from docker\.io/);
    assert.match(text, /error: preview failed/);
    assert.match(
      text,
      /prod must not merge: mend what is listed above, then run make preview STACK=prod again\.\n$/,
    );
    assert.doesNotMatch(text, /Stack seldon-platform-prod create|to create|passes/);
  });

  it("goes by the exit code alone: words in the output let nothing through", () => {
    assert.match(verdictOf("dev", 1, passing), /dev must not merge/);
  });

  it("has a verdict for an engine that said nothing", () => {
    assert.match(
      verdictOf("dev", 137, ""),
      /^\nThe engine ended before its verdict \(exit code 137\)\.\n\ndev must not merge/,
    );
    assert.match(verdictOf("dev", 0, ""), /no resources previewed/);
  });

  it("shows all that an engine said which was cut off before it could name anything", () => {
    const verdict = verdictOf("prod", 137, "Previewing update (prod):\n");
    assert.equal(
      verdict,
      "Previewing update (prod):\nThe engine ended before its verdict (exit code 137).\n\n" +
        "prod must not merge: mend what is listed above, then run make preview STACK=prod again.\n",
    );
  });
});
