import assert from "node:assert/strict";

import type { Check } from "../../checks/check";
import {
  makersArePullersOfNothing,
  prodMakesRobotsByTls,
  robotsHaveAProject,
  robotsHaveNamesThatHarborTakes,
} from "../../checks/robots";
import { Registry } from "../../schema/registry";
import { Tenant } from "../../schema/tenant";

interface Stack {
  readonly environment?: "dev" | "prod";
  readonly registry?: object;
  readonly robots?: object;
  readonly tenant?: object;
}

const run = (check: Check, { environment = "prod", registry, robots, tenant }: Stack) =>
  check({
    environment,
    registry: Registry.parse({
      host: "harbor.test",
      prefix: "mirror/seldon",
      username: "robot$pull",
      robots: { username: "robot$maker", ...robots },
      ...registry,
    }),
    tenants: [Tenant.parse({ name: "team-a", ...tenant })],
  } as unknown as Parameters<Check>[0]).map(({ path, message }) => ({ path, message }));

describe("the project of robots", () => {
  const missing = {
    path: ["registry", "robots", "project"],
    message:
      "is missing, and registry.prefix names no project either; write the Harbor project of the images",
  };

  it("must be told where no prefix names it", () => {
    const registry = { prefix: undefined };
    assert.deepEqual(run(robotsHaveAProject, { registry }), [missing]);
    assert.deepEqual(run(robotsHaveAProject, { registry, robots: { project: "" } }), [missing]);
    assert.deepEqual(run(robotsHaveAProject, { registry, robots: { project: "mirror" } }), []);
  });

  it("is the first part of the prefix, and needs no robots at all", () => {
    assert.deepEqual(run(robotsHaveAProject, {}), []);
    const registry = { prefix: undefined, robots: undefined };
    assert.deepEqual(run(robotsHaveAProject, { registry }), []);
  });
});

describe("the account that makes robots", () => {
  it("is refused when it is the one of the pull secrets", () => {
    assert.deepEqual(run(makersArePullersOfNothing, { robots: { username: "robot$pull" } }), [
      {
        path: ["registry", "robots", "username"],
        message:
          "is registry.username too, whose password is in pull secrets; make robots with an account of their own",
      },
    ]);
  });

  it("is accepted when it is another, and need not be there", () => {
    assert.deepEqual(run(makersArePullersOfNothing, {}), []);
    assert.deepEqual(run(makersArePullersOfNothing, { registry: { robots: undefined } }), []);
    assert.deepEqual(makersArePullersOfNothing({} as Parameters<Check>[0]), []);
  });
});

describe("the address of Harbor's API", () => {
  const at = (api: string | undefined, environment: "dev" | "prod" = "prod") =>
    run(prodMakesRobotsByTls, { environment, robots: { api } });

  it("is refused without TLS in prod, loopback apart", () => {
    assert.deepEqual(at("http://harbor.test"), [
      {
        path: ["registry", "robots", "api"],
        message: "is not encrypted, and the secrets of robots go over it; write https:// in prod",
      },
    ]);
    assert.equal(at("http://127.0.0.1.test").length, 1);
    for (const api of ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"])
      assert.deepEqual(at(api), []);
  });

  it("is accepted with TLS, in dev, or when it is left to the host", () => {
    assert.deepEqual(at("https://harbor.test"), []);
    assert.deepEqual(at("http://harbor.test", "dev"), []);
    assert.deepEqual(at(undefined), []);
  });
});

describe("the name of a robot", () => {
  const named = (name: string, more: Stack = {}) =>
    run(robotsHaveNamesThatHarborTakes, { ...more, tenant: { name, ...more.tenant } });

  it("is refused with two dashes in a row, where one is accepted", () => {
    assert.deepEqual(named("team--a"), [
      {
        path: ["tenants", 0, "name"],
        message:
          'is part of a robot\'s name, as in "stack-team--a-1": Harbor refuses it; write a-z and 0-9, with a single - . or _ between them',
      },
    ]);
    assert.deepEqual(named("team-a"), []);
  });

  it("is refused when Harbor has no room for it and its project", () => {
    const project = (length: number) => ({ robots: { project: "p".repeat(length) } });
    // stack-team-a-1 and a plus are fifteen characters.
    assert.deepEqual(named("team-a", project(240)), []);
    assert.match(
      named("team-a", project(241))[0]?.message ?? "",
      /room for 255 characters; shorten it by 1$/,
    );
  });

  it("does not matter where no robot is made", () => {
    assert.deepEqual(named("team--a", { tenant: { retire: true } }), []);
    assert.deepEqual(named("team--a", { registry: { robots: undefined } }), []);
  });
});
