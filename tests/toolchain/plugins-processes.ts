import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";

type Credentials = ConstructorParameters<typeof LanguageRuntimeClient>[1];

const load = createRequire(__filename);

/** Where the three plugins lie. */
export const PLUGIN_FOLDER = path.join(__dirname, "..", "..", "toolchain", "plugins");
const HOST = path.join(PLUGIN_FOLDER, "pulumi-language-nodejs");

/** An engine's stand-in: starts a plugin and prints the plugin's process ID and port. */
const ENGINE = `
const plugin = require("child_process").spawn(process.argv[1], ["127.0.0.1:1"]);
plugin.stdout.once("data", (port) => console.log(plugin.pid + " " + port));`;

/** One that has ended and that nobody has waited for yet still has a number, in state Z. */
export function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  try {
    process.kill(pid, 0);
    return !fs.existsSync(status) || !/^State:\s+Z/m.test(fs.readFileSync(status, "utf8"));
  } catch {
    return false;
  }
}

/** Waits up to 8 seconds; throws with what it was waiting for. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 50) {
    assert.ok(waited < 8000, `still waiting for ${what}`);
    await sleep(50);
  }
}

/** Plugins started for one test, in a folder of its own; `end` leaves none of them, passed or failed. */
export class PluginProcesses {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-"));
  readonly #clients: LanguageRuntimeClient[] = [];
  readonly #pids: number[] = [];

  write(name: string, content: string): string {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, content);
    return file;
  }

  /** Empty where there is no such file yet. */
  read(name: string): string {
    const file = path.join(this.folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  }

  /** Starts the language host as the engine does: through a link, with the engine's address last. */
  async startHost(): Promise<{ host: ChildProcess; client: LanguageRuntimeClient }> {
    const link = path.join(this.folder, "pulumi-language-nodejs");
    fs.symlinkSync(HOST, link);
    const { child, line } = await this.#start(link, ["--tracing", "x", "127.0.0.1:1"]);
    return { host: child, client: this.connect(line) };
  }

  /** Starts a plugin below a process that can be killed as an engine is. */
  async startBelowEngine(
    plugin: string,
  ): Promise<{ engine: ChildProcess; pid: number; port: string }> {
    const args = ["-e", ENGINE, path.join(PLUGIN_FOLDER, plugin)];
    const { child, line } = await this.#start(process.execPath, args);
    const [pid = "", port = ""] = line.split(" ");
    this.#pids.push(Number(pid));
    return { engine: child, pid: Number(pid), port };
  }

  connect(port: string): LanguageRuntimeClient {
    const { grpc } = load("../../toolchain/plugins/pulumi-sdk") as {
      grpc: { credentials: { createInsecure: () => Credentials } };
    };
    const client = new LanguageRuntimeClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
    this.#clients.push(client);
    return client;
  }

  end(): void {
    for (const client of this.#clients) client.close();
    for (const pid of [...this.#pids, Number(this.read("pid"))])
      if (pid > 0 && isAlive(pid)) process.kill(pid, "SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(command: string, args: string[]): Promise<{ child: ChildProcess; line: string }> {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    if (child.pid) this.#pids.push(child.pid);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { child, line: line.toString().trim() };
  }
}
