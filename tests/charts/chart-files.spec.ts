import assert from "node:assert/strict";

import { charts } from "../../versions";
import { StandIn } from "./stand-in";

for (const pin of Object.values(charts)) {
  describe(`the stand-in for ${pin.name}`, () => {
    const { metadata } = new StandIn(pin.name);

    it("has the name and version that the program pins", () => {
      assert.equal(metadata["name"], pin.name);
      assert.equal(metadata["version"], pin.version);
      // MetalLB takes its image tags from it, which have a v before them.
      assert.equal(String(metadata["appVersion"]).replace(/^v/, ""), pin.version.replace(/^v/, ""));
    });

    it("says of itself that it is a stand-in and not for production", () => {
      assert.match(String(metadata["description"]), /^Stand-in for .* not for production$/);
      assert.deepEqual(metadata["annotations"], { "stand-in": "true" });
    });
  });
}
