import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { tenantRobot, type TenantRobotArgs } from "../../components/tenant-robots";
import { HarborProvider } from "../../harbor/harbor-provider";
import { inputProblems } from "../../harbor/robot-inputs";
import { ofKind, registered, tree, unwrap } from "./registered";

async function robots(
  change: Partial<TenantRobotArgs> = {},
  opts: pulumi.CustomResourceOptions = {},
) {
  return registered((given) => {
    const account = { url: "https://harbor.test", username: "robot$maker", password: "maker" };
    const harbor = new HarborProvider("harbor", account, given);
    const args = { stack: "prod", project: "mirror", rotation: 1, harbor, ...change };
    tenantRobot("team-a", args, { ...given, ...opts });
  });
}

const names = async (rotation: number) =>
  ofKind(await robots({ rotation }), "Robot").map(({ inputs }) => inputs["name"]);

describe("the robot of a tenant", () => {
  it("is a robot with a secret of its own, beside the account that makes it", async () => {
    const resources = await robots();
    assert.deepEqual(tree(resources), [
      "harbor:index:Robot team-a-robot-1 < the stack",
      "pulumi:providers:harbor harbor < the stack",
      "random:index/randomPassword:RandomPassword team-a-robot-1-secret < the stack",
    ]);
  });

  it("stays beside the one before, and no other, when it is rotated", async () => {
    assert.deepEqual(await names(1), ["prod-team-a-1"]);
    assert.deepEqual(await names(2), ["prod-team-a-1", "prod-team-a-2"]);
    assert.deepEqual(await names(7), ["prod-team-a-6", "prod-team-a-7"]);
  });

  it("keeps the resource of each number, so that a rotation replaces nothing", async () => {
    const one = await robots({ rotation: 1 });
    const two = await robots({ rotation: 2 });
    for (const kind of ["Robot", "RandomPassword"]) {
      const [first] = ofKind(one, kind);
      const same = ofKind(two, kind).find(({ name }) => name === first?.name);
      assert.deepEqual(same?.inputs, first?.inputs);
    }
  });

  it("may pull from the project alone, and is described such that the next run knows it", async () => {
    const [robot] = ofKind(await robots({ durationDays: 90 }), "Robot");
    assert.ok(robot?.inputs);
    assert.deepEqual(
      { ...robot.inputs, secret: undefined },
      {
        secret: undefined,
        project: "mirror",
        name: "prod-team-a-1",
        description: "seldon-platform: tenant team-a of stack prod",
        durationDays: 90,
      },
    );
  });

  it("has a secret as Harbor wants it, without a character that needs care anywhere", async () => {
    const [password] = ofKind(await robots(), "RandomPassword");
    const { keepers, ...rules } = password?.inputs ?? {};
    assert.deepEqual(keepers, { robot: "prod-team-a-1" });
    assert.deepEqual(rules, {
      length: 40,
      special: false,
      minLower: 1,
      minUpper: 1,
      minNumeric: 1,
    });
    assert.deepEqual(
      inputProblems(
        { project: "p", name: "n", description: "d", secret: `aA1${"x".repeat(37)}` },
        [],
      ),
      [],
    );
  });

  it("is deleted in Harbor by itself, whatever takes the namespace with it", async () => {
    const anything = new pulumi.DependencyResource("urn:pulumi:test::p::t::n");
    const resources = await robots({}, { deletedWith: anything });
    for (const kind of ["Robot", "RandomPassword"])
      for (const { opts } of ofKind(resources, kind)) assert.equal(opts.deletedWith, undefined);
  });

  it("hides the password of its maker and its own secret from state and output", async () => {
    const resources = await robots();
    const [provider] = resources.filter(({ type }) => type === "pulumi:providers:harbor");
    assert.deepEqual(unwrap(provider?.inputs["password"]), { secret: true, value: "maker" });
    const [robot] = ofKind(resources, "Robot");
    assert.ok(robot?.opts.additionalSecretOutputs?.includes("secret"));
  });
});
