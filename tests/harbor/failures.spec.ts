import assert from "node:assert/strict";
import { mock } from "node:test";
import timers from "node:timers/promises";

import type { Fault } from "../../toolchain/harbor-stand-in";
import { asked, maker, withHarbor } from "./made-up";

const what = 'robot "test-team-a-1" in project "mirror"';

describe("a request that Harbor does not grant", () => {
  const answers: readonly (readonly [number, string])[] = [
    [400, "Correct what it names"],
    [
      401,
      "Check registry.robots.username, and set its password with: pulumi config set --secret harborPassword",
    ],
    [403, "Let registry.robots.username make, change and delete robots in this project"],
    [
      404,
      "See that registry.robots.project is a project of this Harbor; of a robot that is gone: run pulumi up --refresh",
    ],
    [412, "Correct what it names"],
  ];
  for (const [status, remedy] of answers)
    it(`is told in one message for ${status}, with Harbor's words and the remedy`, () =>
      withHarbor(async ({ harbor, robots, url }) => {
        harbor.failNext("POST", status);
        await assert.rejects(robots.create(asked), {
          message: `Harbor at ${url} did not make ${what}: ${status} (refused on purpose). ${remedy}`,
        });
        assert.equal((await robots.create(asked)).id, "1");
      }));

  it("is told with what Harbor says itself of a wrong password, project or name", () =>
    withHarbor(async ({ robots, as }) => {
      await assert.rejects(
        as({ password: "Wrong-pass-1" }).create(asked),
        /: 401 \(unauthorized\)\. /,
      );
      await assert.rejects(
        robots.create({ ...asked, project: "none" }),
        /: 404 \(project none not found\)\. See that registry\.robots\.project/,
      );
      await assert.rejects(
        robots.create({ ...asked, name: "Team" }),
        /: 400 \(robot name is not in lower case or contains illegal characters\)\. /,
      );
      assert.equal((await robots.create(asked)).id, "1");
    }));

  it("is told for 500, and the next run goes on", () =>
    withHarbor(async ({ harbor, robots, url }) => {
      harbor.failNext("PATCH", 500);
      await assert.rejects(robots.create(asked), {
        message:
          `Harbor at ${url} did not set the secret of ${what}: 500 (internal server error). ` +
          "Look into Harbor's own log. Nothing is lost: run pulumi up again, once it is well",
      });
      assert.equal((await robots.create(asked)).id, "1");
    }));
});

describe("a connection to Harbor", () => {
  // Milliseconds of the pauses that the running test was asked to make, none of which it makes.
  let pauses: number[];
  beforeEach(() => {
    pauses = [];
    mock.method(timers, "setTimeout", (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    });
  });
  afterEach(() => {
    mock.restoreAll();
  });
  const cut = (method: string, fault: Fault) =>
    withHarbor(async ({ harbor, robots }) => {
      pauses = [];
      harbor.failNext(method, fault);
      assert.equal((await robots.create(asked)).id, "1");
      assert.deepEqual(pauses, [200], `${method} ${JSON.stringify(fault)}`);
    });
  it("that is cut once goes unnoticed where asking again does no harm", async () => {
    for (const method of ["GET", "PUT", "PATCH"]) {
      await cut(method, "cutBefore");
      await cut(method, "cutAfter");
      await cut(method, 503);
    }
  });

  it("that is cut before a robot was made is told, and makes no second one", () =>
    withHarbor(async ({ harbor, robots, url }) => {
      harbor.failNext("POST", "cutBefore");
      await assert.rejects(robots.create(asked), {
        message:
          `Harbor at ${url} did not make ${what}: the connection was cut (ECONNRESET). ` +
          "Nothing is lost: run pulumi up again",
      });
      assert.equal(harbor.requests.filter((request) => request.startsWith("POST")).length, 1);
      assert.equal((await robots.create(asked)).id, "1");
    }));

  it("that says nothing is given up after a while", () =>
    withHarbor(async ({ harbor, as }) => {
      harbor.failNext("POST", "silence");
      await assert.rejects(as({ timeout: 100 }).create(asked), /: it gave no answer in time\. /);
    }));

  it("that leads to nobody is told with the key of its address", () =>
    withHarbor(async ({ harbor, robots }) => {
      await harbor.stop();
      await assert.rejects(
        robots.create(asked),
        /: it cannot be reached \(ECONNREFUSED\)\. See that it runs and that registry\.robots\.api is its address\./,
      );
      assert.deepEqual(pauses, [200, 1000]);
    }));

  it("that leads to some other page is told, and takes no robot for gone", () =>
    withHarbor(async ({ harbor, robots, as, url }) => {
      const { id, state } = await robots.create(asked);
      for (let time = 0; time < 3; time += 1) harbor.failNext("GET", "nonsense");
      await assert.rejects(robots.read(id, state), /: it answers what Harbor would not\. /);
      await assert.rejects(as({ url: `${url}/elsewhere` }).read(id, state), /: 404 /);
      assert.deepEqual(await robots.read(id, state), state);
    }));

  it("that speaks no TLS where TLS is wanted is told with the key of its CA", () =>
    withHarbor(async ({ as, url }) => {
      await assert.rejects(
        as({ url: url.replace("http:", "https:") }).create(asked),
        /: its certificate or its TLS is not accepted \(\w+\)\. Name the file of its CA in registry\.robots\.caFile/,
      );
    }));
});

describe("an error about Harbor", () => {
  it("repeats no secret that Harbor's words hold", () =>
    withHarbor(async ({ harbor, robots }) => {
      await robots.create(asked);
      for (const text of [asked.secret, maker.password]) {
        harbor.failNext("PATCH", { status: 400, words: `no good: ${text}` });
        await assert.rejects(robots.update("1", asked), (error: Error) => {
          assert.match(error.message, /400 \(no good: \[secret\]\)/);
          return !error.message.includes(text);
        });
      }
    }));
});
