import assert from "node:assert/strict";

import { harborAccess } from "../../harbor/access";
import { maker } from "./made-up";

describe("how Harbor is reached", () => {
  it("is as configured, without a slash at the end", () => {
    assert.deepEqual(harborAccess({ url: "https://harbor.test/", ...maker }), {
      url: "https://harbor.test",
      ...maker,
      ca: undefined,
    });
  });

  it("holds the CA of the file that is named, and says which file cannot be read", () => {
    const settings = { url: "https://harbor.test", ...maker };
    assert.match(harborAccess({ ...settings, caFile: __filename }).ca ?? "", /^import assert/);
    assert.throws(() => harborAccess({ ...settings, caFile: "/no/such/ca.pem" }), {
      message:
        'registry.robots.caFile: "/no/such/ca.pem" cannot be read (ENOENT); ' +
        "name the file with the CA of Harbor's API on this machine.",
    });
  });

  it("is refused when something is missing, and never shows the rest", () => {
    assert.throws(() => harborAccess({ password: maker.password, url: "https://harbor.test" }), {
      message: "The Harbor provider is not configured: username is missing or not known yet.",
    });
  });
});
