import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { tenantRights, type TenantRightsArgs } from "../../components/tenant-rights";
import { controllerRights } from "../../rights/controller";
import { teamRights } from "../../rights/team";
import { ofKind, registered, tree } from "./registered";

const args: TenantRightsArgs = {
  kind: "serving",
  groups: ["fraud-ds"],
  ownSecrets: ["s3"],
  controller: { namespace: "seldon-system", serviceAccount: "controller" },
};

/** What is registered, and how many resources came back. */
async function make(change: Partial<TenantRightsArgs> = {}) {
  let returned: pulumi.Resource[] = [];
  const resources = await registered((opts) => {
    returned = tenantRights("team-a", { ...args, ...change }, opts);
  });
  return { resources, count: returned.length };
}

const lines = (...roles: string[]) =>
  ["Role", "RoleBinding"].flatMap((kind) =>
    roles.map((role) => {
      const suffix = kind === "Role" ? "role" : "binding";
      const type = `kubernetes:rbac.authorization.k8s.io/v1:${kind}`;
      return `${type} team-a-${role}-${suffix} < the stack`;
    }),
  );

describe("the rights in a tenant's namespace", () => {
  const cases = [
    ["are the controller's and the team's where models are served", {}, ["controller", "team"]],
    ["are the team's alone where it trains", { kind: "training" }, ["team"]],
    ["are the controller's alone where no group is named", { groups: [] }, ["controller"]],
    ["are none where there is neither", { kind: "training", groups: [] }, []],
  ] as const;
  for (const [sentence, change, roles] of cases)
    it(sentence, async () => {
      const { resources, count } = await make(change);
      assert.deepEqual(tree(resources), lines(...roles));
      assert.equal(count, resources.length, "whoever waits for the rights waits for all of them");
    });

  it("are exactly the Roles and bindings that were worked out", async () => {
    const { resources } = await make();
    const [controller, team] = [
      controllerRights("team-a", args.controller),
      teamRights("team-a", args),
    ];
    const inputs = (kind: string) => ofKind(resources, kind).map((resource) => resource.inputs);
    assert.deepEqual(inputs("Role"), [controller.role, team.role]);
    assert.deepEqual(inputs("RoleBinding"), [controller.binding, team.binding]);
  });

  it("are bound only when the Role is there", async () => {
    const { resources } = await make({ groups: [] });
    const [binding] = ofKind(resources, "RoleBinding");
    const [waits, ...rest] = [binding?.opts.dependsOn].flat() as { __name?: string }[];
    assert.equal(waits?.__name, "team-a-controller-role");
    assert.deepEqual(rest, []);
  });
});
