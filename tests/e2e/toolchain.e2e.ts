import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Place, thisCheckout } from "../toolchain/fake-checkout";

/** Builds crane and helm in a process of its own, so that it can be killed; prints what was built. */
const script = `
  const { ensureBinaries } = require("./toolchain/ensure-binaries");
  ensureBinaries({ checkout: process.cwd(), groups: ["charts"], env: process.env, say: console.error })
    .then(({ built }) => console.log(built.join()), (error) => { console.error(error.message); process.exitCode = 1; });
`;

describe("the toolchain builder", function () {
  this.timeout(600_000);
  let place: Place;
  let env: NodeJS.ProcessEnv;
  const children: ChildProcess[] = [];

  before(() => {
    // Go's own cache stays where it is: only the toolchain's is empty. Without Go this fails, as it must.
    const GOCACHE = execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim();
    place = new Place();
    env = { ...process.env, GOCACHE };
  });
  after(() => {
    place.remove();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  const start = (cache: string) => {
    const args = ["-r", "ts-node/register/transpile-only", "-e", script];
    const child = spawn(process.execPath, args, {
      cwd: thisCheckout,
      env: { ...env, XDG_CACHE_HOME: path.join(place.folder, cache) },
    });
    children.push(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => {
      output.stdout += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      output.stderr += data.toString();
    });
    const done = new Promise<typeof output>((resolve) =>
      child.once("close", () => {
        resolve(output);
      }),
    );
    return { child, output, done };
  };
  const filesOf = (cache: string) => {
    const root = path.join(place.folder, cache, "pulumi-local-toolchain");
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  };
  const run = (cache: string, name: string, args: string[]) => {
    const root = path.join(place.folder, cache, "pulumi-local-toolchain");
    const folder = readdirSync(root).find((entry) => entry.startsWith(`${name}-`)) ?? "";
    return execFileSync(path.join(root, folder, name), args, { encoding: "utf8" });
  };

  it("builds into an empty cache once, and nothing the second time", async () => {
    assert.equal((await start("one").done).stdout, "crane,helm\n");
    assert.match(run("one", "helm", ["version", "--short"]), /^v3\./);
    assert.match(run("one", "crane", ["--help"]), /registry/);
    const again = await start("one").done;
    assert.deepEqual(again, { stdout: "\n", stderr: "" });
  });

  it("lets a second build wait for the first and build nothing itself", async () => {
    const first = start("two");
    while (!first.output.stderr.includes("[1/2]")) await sleep(20);
    const second = await start("two").done;
    assert.equal((await first.done).stdout, "crane,helm\n");
    assert.equal(second.stdout, "\n");
    assert.match(second.stderr, new RegExp(`Waiting for process ${first.child.pid ?? 0} on `));
    assert.deepEqual(filesOf("two"), ["crane", "helm"]);
  });

  it("survives being killed in the middle: the next run takes over and leaves nothing half-made", async () => {
    const killed = start("three");
    const root = path.join(place.folder, "three", "pulumi-local-toolchain");
    while (!killed.output.stderr.includes("[1/2] crane … usually")) await sleep(5);
    while (!readdirSync(root).some((name) => name.startsWith("crane-"))) await sleep(1);
    killed.child.kill("SIGKILL");
    await killed.done;
    assert.ok(existsSync(path.join(root, "lock")), "the killed process left its lock");
    assert.ok(!filesOf("three").includes("crane"), "nothing has the binary's name yet");
    const next = await start("three").done;
    assert.equal(next.stdout, "crane,helm\n", next.stderr);
    assert.doesNotMatch(next.stderr, /Waiting/);
    assert.match(run("three", "crane", ["--help"]), /registry/);
    assert.deepEqual(
      filesOf("three").filter((name) => !name.startsWith(".")),
      ["crane", "helm"],
    );
  });

  it("ends the compiler when it is told to end", async () => {
    const told = start("four");
    while (!told.output.stderr.includes("[1/2] crane … usually")) await sleep(5);
    await sleep(100);
    told.child.kill("SIGTERM");
    await told.done;
    assert.equal(told.child.signalCode, "SIGTERM");
    assert.ok(!filesOf("four").includes("crane"));
  });
});
