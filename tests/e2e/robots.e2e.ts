import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { HarborStandIn } from "../../toolchain/harbor-stand-in";
import { RobotStack } from "./support/robot-stack";

const maker = { username: "robot$maker", password: "Maker-pass-1" };
const up = ["up", "--yes", "--skip-preview"] as const;

/** PULUMI_BIN_DIR, or the folder of the `pulumi` on PATH. */
function binDir(): string {
  const folders = [process.env["PULUMI_BIN_DIR"], ...(process.env["PATH"] ?? "").split(":")];
  const found = folders.find((folder) => folder && existsSync(path.join(folder, "pulumi")));
  assert.ok(found, "No pulumi was found. Set PULUMI_BIN_DIR to the folder that holds it.");
  return found;
}

describe("a tenant's robot under the real engine", function () {
  this.timeout(120_000);
  let stack: RobotStack;
  let url: string;
  const harbor = new HarborStandIn();
  const secrets = new Set<string>();

  const open = async (port?: number) => {
    const stateFile = path.join(stack.root, "robots.json");
    const accounts = { [maker.username]: maker.password };
    ({ url } = await harbor.start({ port, accounts, projects: ["mirror"], stateFile }));
  };

  /** As an administrator would, in Harbor's own pages. */
  const byHand = async (method: string, robots: string, body?: object) => {
    const basic = Buffer.from(`${maker.username}:${maker.password}`).toString("base64");
    const headers = { authorization: `Basic ${basic}` };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${url}/api/v2.0/robots${robots}`, { method, headers, ...payload });
    const text = await answer.text();
    return (text === "" ? {} : JSON.parse(text)) as Partial<Record<string, unknown>>;
  };
  const robotsThere = async () => {
    const list = await byHand("GET", `?q=${encodeURIComponent("Level=project,ProjectID=1")}`);
    return (list as unknown as { id: number; name: string }[]).sort((one, two) => one.id - two.id);
  };
  const namesThere = async () => (await robotsThere()).map(({ name }) => name);

  const accepted = async ({ username, password }: { username: string; password: string }) => {
    const basic = Buffer.from(`${username}:${password}`).toString("base64");
    const scope = encodeURIComponent("repository:mirror/seldonio/mlserver:pull");
    const address = `${url}/service/token?service=harbor-registry&scope=${scope}`;
    return (await fetch(address, { headers: { authorization: `Basic ${basic}` } })).status === 200;
  };

  before(async () => {
    stack = new RobotStack(binDir());
    await open();
    await stack.succeeds("stack", "init", "test");
    const values = { url, rotation: "1", rendered: path.join(stack.root, "rendered") };
    for (const [key, value] of Object.entries(values))
      await stack.succeeds("config", "set", key, value);
    await stack.succeeds("config", "set", "--secret", "password", maker.password);
  });
  after(async () => {
    await harbor.stop();
    stack.remove();
  });

  it("is previewed without a word to Harbor", async () => {
    assert.match(await stack.succeeds("preview"), /harbor:index:Robot team-a-robot-1 create/);
    assert.deepEqual(harbor.requests, []);
  });

  it("is refused in one message while Harbor is down", async () => {
    const port = Number(new URL(url).port);
    await harbor.stop();
    assert.match(
      await stack.fails(...up),
      /Harbor at http:\S+ did not make robot "test-team-a-1" in project "mirror": it cannot be reached \(ECONNREFUSED\)\. See that it runs/,
    );
    await open(port);
  });

  for (const [status, remedy] of [
    [401, /401 \(refused on purpose\)\. Check registry\.robots\.username/],
    [500, /500 \(internal server error\)\. Look into Harbor's own log\. Nothing is lost/],
  ] as const)
    it(`is refused in one message when Harbor answers ${status}`, async () => {
      harbor.failNext("POST", status);
      assert.match(await stack.fails(...up), remedy);
    });

  it("leaves another's robot of the same name alone, and says so", async () => {
    const access = [{ resource: "repository", action: "pull" }];
    const { id } = await byHand("POST", "", {
      name: "test-team-a-1",
      description: "made by hand",
      level: "project",
      duration: -1,
      permissions: [{ kind: "project", namespace: "mirror", access }],
    });
    assert.match(
      await stack.fails(...up),
      /one of this name is there[^.]*\. Delete robot\$mirror\+test-team-a-1 in Harbor/,
    );
    await byHand("DELETE", `/${String(id)}`);
  });

  it("is taken over by the next run when the connection was cut halfway", async () => {
    harbor.failNext("POST", "cutAfter");
    for (let time = 0; time < 3; time += 1) harbor.failNext("GET", "cutBefore");
    assert.match(
      await stack.fails(...up),
      /the connection was cut \(ECONNRESET\)\. Nothing is lost/,
    );
    assert.deepEqual(await namesThere(), ["robot$mirror+test-team-a-1"]);
    await stack.succeeds(...up);
    assert.deepEqual(await namesThere(), ["robot$mirror+test-team-a-1"]);
    const login = stack.login();
    assert.ok(login && (await accepted(login)));
    await stack.succeeds("preview", "--expect-no-changes");
  });

  it("is rotated twice, and no pull secret ever names one that Harbor refuses", async () => {
    const seen: string[] = [];
    const refusals: string[] = [];
    const done = new AbortController();
    const watcher = (async () => {
      while (!done.signal.aborted) {
        await pause(20);
        const login = stack.login();
        if (login === undefined) continue;
        secrets.add(login.password).add(login.encoded);
        if (seen.at(-1) !== login.username) seen.push(login.username);
        if (!(await accepted(login))) refusals.push(login.username);
      }
    })();
    for (const rotation of ["2", "3"]) {
      await stack.succeeds("config", "set", "rotation", rotation);
      await stack.succeeds(...up);
      await pause(100);
    }
    done.abort();
    await watcher;
    const named = (number: number) => `robot$mirror+test-team-a-${String(number)}`;
    assert.deepEqual(seen, [named(1), named(2), named(3)]);
    assert.deepEqual(refusals, []);
    assert.deepEqual(await namesThere(), [named(2), named(3)]);
  });

  it("comes back with the same login when it was deleted by hand", async () => {
    const before = stack.login();
    const [, newest] = await robotsThere();
    await byHand("DELETE", `/${String(newest?.id)}`);
    assert.ok(before && !(await accepted(before)));
    // Of the robots alone: a Secret in a file cannot be read back.
    await stack.succeeds("refresh", "--yes", "--skip-preview", "--target", "**Robot::*");
    await stack.succeeds(...up);
    assert.deepEqual(stack.login(), before);
    assert.ok(await accepted(before));
  });

  it("has its secret in no state file and in nothing that was printed", () => {
    const written = stack.state();
    assert.match(written, /harbor:index:Robot/);
    assert.equal(secrets.size, 6);
    for (const secret of [...secrets, maker.password]) {
      assert.ok(!written.includes(secret), "written");
      assert.ok(!stack.printed.includes(secret), "printed");
    }
  });

  it("is gone after destroy, and so is the one before", async () => {
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await namesThere(), []);
  });
});
