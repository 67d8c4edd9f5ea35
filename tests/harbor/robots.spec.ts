import assert from "node:assert/strict";

import { asked, maker, mayPull, withHarbor } from "./made-up";

const fullName = "robot$mirror+test-team-a-1";

describe("a robot", () => {
  it("may pull with the secret that it was given, by the name that Harbor answers", () =>
    withHarbor(async ({ robots, url }) => {
      const { id, state } = await robots.create(asked);
      assert.equal(id, "1");
      assert.deepEqual(state, { ...asked, fullName, expiresAt: -1 });
      assert.ok(await mayPull(url, state.fullName, asked.secret));
      assert.ok(!(await mayPull(url, state.fullName, "Another-secret-1")));
      assert.ok(!(await mayPull(url, "robot$mirror+test-team-a-2", asked.secret)));
    }));

  it("may pull from its own project only", () =>
    withHarbor(
      async ({ robots, url }) => {
        const { state } = await robots.create({ ...asked, project: "other" });
        assert.ok(!(await mayPull(url, state.fullName, asked.secret)));
      },
      { projects: ["mirror", "other"] },
    ));

  it("expires after its days, and never without any", () => {
    let now = 1_000_000;
    return withHarbor(
      async ({ robots, url }) => {
        const { state } = await robots.create({ ...asked, durationDays: 2 });
        assert.equal(state.expiresAt, now + 2 * 86_400);
        now += 2 * 86_400 - 1;
        assert.ok(await mayPull(url, state.fullName, asked.secret));
        now += 1;
        assert.ok(!(await mayPull(url, state.fullName, asked.secret)));
      },
      { nowSeconds: () => now },
    );
  });

  it("is updated in place with secret, days and description", () =>
    withHarbor(async ({ robots, url }) => {
      const { id } = await robots.create(asked);
      const secret = "A-newer-secret-2";
      const state = await robots.update(id, {
        ...asked,
        secret,
        durationDays: 3,
        description: "new",
      });
      assert.ok(state.expiresAt > 0);
      assert.ok(await mayPull(url, fullName, secret));
      assert.ok(!(await mayPull(url, fullName, asked.secret)));
      const { durationDays, description } = (await robots.read(id, state)) ?? {};
      assert.deepEqual({ durationDays, description }, { durationDays: 3, description: "new" });
    }));

  it("is read as gone when it is, and deleted twice without a word", () =>
    withHarbor(async ({ robots }) => {
      const { id, state } = await robots.create(asked);
      assert.deepEqual(await robots.read(id, state), state);
      await robots.delete(id, state);
      assert.equal(await robots.read(id, state), undefined);
      await robots.delete(id, state);
    }));

  it("is not taken for another one that has its number by now", () =>
    withHarbor(async ({ robots }) => {
      const { id, state } = await robots.create(asked);
      const before = { ...state, name: "test-team-b-1" };
      assert.equal(await robots.read(id, before), undefined);
      await robots.delete(id, before);
      assert.deepEqual(await robots.read(id, state), state);
      await assert.rejects(
        robots.update(id, before),
        /did not change robot "test-team-b-1" in project "mirror": it is gone\. Run pulumi up --refresh/,
      );
    }));

  it("is found again by a Harbor that was started anew", () =>
    withHarbor(async ({ harbor, robots, as, stateFile }) => {
      const { id, state } = await robots.create(asked);
      await harbor.stop();
      const accounts = { [maker.username]: maker.password };
      const { url } = await harbor.start({ accounts, projects: ["mirror"], stateFile });
      assert.deepEqual(await as({ url }).read(id, state), state);
      assert.ok(await mayPull(url, fullName, asked.secret));
    }));
});

describe("a robot that an earlier run left half made", () => {
  it("is taken over with a secret set anew, by the same run or the next", () =>
    withHarbor(async ({ harbor, robots, url }) => {
      harbor.failNext("POST", "cutAfter");
      const { id } = await robots.create(asked);
      assert.equal(id, "1");
      const secret = "Second-secret-1";
      assert.equal((await robots.create({ ...asked, secret })).id, "1");
      assert.ok(await mayPull(url, fullName, secret));
    }));

  it("is told from one whose name only begins or ends alike", () =>
    withHarbor(async ({ robots }) => {
      for (const name of ["test-team-a-10", "a-test-team-a-1", "test-team-a-1"])
        await robots.create({ ...asked, name });
      assert.equal((await robots.create(asked)).id, "3");
    }));

  it("is left alone when it is described otherwise", () =>
    withHarbor(async ({ robots, url }) => {
      await robots.create({ ...asked, description: "tenant team-a of stack prod" });
      await assert.rejects(
        robots.create({ ...asked, secret: "Thief-secret-1" }),
        (error: Error) => {
          assert.equal(
            error.message,
            `Harbor at ${url} did not hand over robot "test-team-a-1" in project "mirror": ` +
              "one of this name is there, and its description says that it is not this stack's. " +
              `Delete ${fullName} in Harbor if nobody uses it, or give the stack another name`,
          );
          return true;
        },
      );
      assert.ok(await mayPull(url, fullName, asked.secret));
    }));

  it("gets back the rights that it is to have, and no more", () =>
    withHarbor(async ({ harbor, robots }) => {
      await robots.create(asked);
      harbor.requests.length = 0;
      await robots.create(asked);
      assert.deepEqual(
        harbor.requests.map((request) => request.replace(/\?.*/, "")),
        [
          "POST /api/v2.0/robots",
          "GET /api/v2.0/projects/mirror",
          "GET /api/v2.0/robots",
          "GET /api/v2.0/robots/1",
          "PUT /api/v2.0/robots/1",
          "PATCH /api/v2.0/robots/1",
          "GET /api/v2.0/robots/1",
        ],
      );
    }));
});
