import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { isAlive, PLUGIN_FOLDER, PluginProcesses, until } from "./plugins-processes";

const PLUGINS = fs
  .readdirSync(PLUGIN_FOLDER)
  .filter((name) => /^pulumi-(language|resource)-/.test(name));

describe("the life of a stand-in plugin", function () {
  this.timeout(20_000);
  let processes: PluginProcesses;

  beforeEach(() => {
    processes = new PluginProcesses();
  });
  afterEach(() => {
    processes.end();
  });

  it("covers the three plugins", () => {
    assert.equal(PLUGINS.length, 3);
  });

  for (const plugin of PLUGINS) {
    it(`lasts for ${plugin} as long as the engine that started it`, async () => {
      const { engine, pid } = await processes.startBelowEngine(plugin);
      await sleep(1000);
      assert.equal(isAlive(pid), true);
      engine.kill("SIGKILL");
      await until("the plugin's end", () => !isAlive(pid));
    });

    it(`says which Node.js ${plugin} needs when it is too old`, () => {
      const old = processes.write(
        "old.js",
        'Object.defineProperty(process, "version", { value: "v18.1.0" });',
      );
      const file = path.join(PLUGIN_FOLDER, plugin);
      const result = spawnSync(process.execPath, ["--require", old, file]);
      assert.equal(result.status, 1);
      assert.equal(
        result.stderr.toString(),
        `${plugin} needs Node.js >=20.19, but ${process.execPath} is v18.1.0. ` +
          "Put a newer node first on PATH.\n",
      );
    });
  }
});
