import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const FOLDER = path.join(__dirname, "..", "..", "toolchain", "plugins");
const PLUGINS = fs
  .readdirSync(FOLDER)
  .filter((name) => name.startsWith("pulumi-") && !/\./.test(name));

/** Starts a plugin as an engine would, and prints its process ID once it serves. */
const ENGINE = `
const plugin = require("child_process").spawn(process.argv[1], ["127.0.0.1:1"]);
plugin.stdout.once("data", () => console.log(plugin.pid));`;

/** One that has ended and that nobody has waited for yet still has a number, in state Z. */
function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  try {
    process.kill(pid, 0);
    return !fs.existsSync(status) || !/^State:\s+Z/m.test(fs.readFileSync(status, "utf8"));
  } catch {
    return false;
  }
}

describe("the life of a stand-in plugin", function () {
  this.timeout(20_000);
  let engine: ChildProcess | undefined;
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-"));
  });
  afterEach(() => {
    engine?.kill("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("covers the three plugins", () => {
    assert.equal(PLUGINS.length, 3);
  });

  for (const plugin of PLUGINS) {
    it(`ends with the engine that started ${plugin}, killed or not`, async () => {
      engine = spawn(process.execPath, ["-e", ENGINE, path.join(FOLDER, plugin)]);
      assert.ok(engine.stdout);
      const [line] = (await once(engine.stdout, "data")) as [Buffer];
      const pid = Number(line.toString());
      await sleep(1000);
      assert.equal(isAlive(pid), true, "a living engine keeps it");
      engine.kill("SIGKILL");
      for (let waited = 0; isAlive(pid); waited += 50) {
        assert.ok(waited < 5000, "still there");
        await sleep(50);
      }
    });

    it(`says which Node.js ${plugin} needs when it is too old`, () => {
      const old = path.join(folder, "old.js");
      fs.writeFileSync(old, 'Object.defineProperty(process, "version", { value: "v18.1.0" });');
      const result = spawnSync(process.execPath, ["--require", old, path.join(FOLDER, plugin)]);
      assert.equal(result.status, 1);
      assert.equal(
        result.stderr.toString(),
        `${plugin} needs Node.js >=20.19, but ${process.execPath} is v18.1.0. ` +
          "Put a newer node first on PATH.\n",
      );
    });
  }
});
