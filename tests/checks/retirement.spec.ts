import assert from "node:assert/strict";

import { forceGoesWithRetirement } from "../../checks/retirement";
import { Tenant } from "../../schema/tenant";

const problems = (item: object) =>
  forceGoesWithRetirement({
    tenants: [Tenant.parse({ name: "team-a", ...item })],
  } as unknown as Parameters<typeof forceGoesWithRetirement>[0]);

describe("force in a tenant's item", () => {
  it("is refused without retire, where it would lie in wait", () => {
    assert.deepEqual(problems({ force: true }), [
      {
        path: ["tenants", 0, "force"],
        message: "is only for a tenant with retire: true; remove it",
      },
    ]);
  });

  it("is accepted with retire, and need not be there", () => {
    assert.deepEqual(problems({ force: true, retire: true }), []);
    assert.deepEqual(problems({ retire: true }), []);
    assert.deepEqual(problems({}), []);
  });
});
