import assert from "node:assert/strict";

import { tenantMesh } from "../../components/tenant-mesh";
import { accepted } from "../setup-config";
import { registered } from "./registered";

const store = { endpoint: "http://a.test", egress: [{ cidrs: ["10.9.0.1/32"], port: 9000 }] };

const make = (stack: object = {}, item: object = {}) =>
  registered((opts) => {
    const platform = accepted({
      istio: { enabled: true },
      ...stack,
      tenants: [{ name: "team-a", ...item }],
    });
    const [tenant] = platform.tenants;
    assert.ok(tenant);
    assert.equal(tenantMesh("team-a", { tenant, platform }, opts).length > 0, true);
  });

const names = async (...args: Parameters<typeof make>) =>
  (await make(...args)).map(({ name }) => name);

describe("a tenant in the mesh", () => {
  it("has its exceptions, who is let in and its agents, and no way out that nobody named", async () => {
    assert.deepEqual((await names()).sort(), [
      ...["envoy", "scheduler", "server"].map(
        (part) => `team-a-authorizationpolicy.seldon-${part}`,
      ),
      "team-a-peerauthentication.seldon-scheduler",
      "team-a-peerauthentication.seldon-server",
      "team-a-serviceentry.agents",
    ]);
  });

  it("is let out to the stores that it has a login for, and to no other tenant's", async () => {
    const storage = [{ scheme: "s3", endpoint: store.endpoint }];
    const stack = { modelStores: [store] };
    assert.ok((await names(stack, { storage })).includes("team-a-serviceentry.outside-9000"));
    assert.ok(!(await names(stack)).includes("team-a-serviceentry.outside-9000"));
  });

  it("is open at Envoy's port by its own way in, whatever the stack's is", async () => {
    const envoy = "team-a-peerauthentication.seldon-envoy";
    assert.ok((await names({}, { exposure: { type: "direct" } })).includes(envoy));
    const stack = { exposure: { type: "direct" } };
    assert.ok(!(await names(stack, { exposure: { type: "none" } })).includes(envoy));
  });

  it("has all of it in its own namespace", async () => {
    for (const { inputs } of await make({ monitoring: { namespace: "monitoring" } }))
      assert.equal((inputs["metadata"] as { namespace: string }).namespace, "team-a");
  });
});
