import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";

type Credentials = ConstructorParameters<typeof LanguageRuntimeClient>[1];
type Options = NonNullable<Parameters<language.ProgramInfo["setOptions"]>[0]>;
type Reply<T> = (error: Error | null, response: T) => void;

const load = createRequire(__filename);
const ofSdk = createRequire(load.resolve("@pulumi/pulumi/package.json"));
const { credentials } = (
  load("../../toolchain/plugins/pulumi-sdk") as {
    grpc: { credentials: { createInsecure: () => Credentials } };
  }
).grpc;
const { Struct } = ofSdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript: (value: object) => Options };
};
const { Empty } = ofSdk("google-protobuf/google/protobuf/empty_pb.js") as {
  Empty: new () => never;
};

const CHECKOUT = path.join(__dirname, "..", "..");
const HOST = path.join(CHECKOUT, "toolchain", "plugins", "pulumi-language-nodejs");

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

async function until(what: string, condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 50) {
    assert.ok(waited < 8000, `still waiting for ${what}`);
    await sleep(50);
  }
}

const answer = <T>(ask: (reply: Reply<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    ask((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });

/** A program's stand-in, loaded before the SDK would look for an engine, that stays until it is ended. */
const HANG = `require("fs").writeFileSync(__dirname + "/pid", String(process.pid));
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;

describe("the stand-in language host", function () {
  this.timeout(20_000);
  let folder: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-"));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const read = (name: string): string => {
    const file = path.join(folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  };
  const start = (command: string, args: string[]): ChildProcess => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    started.push(child);
    return child;
  };
  const firstLine = async (child: ChildProcess): Promise<string> => {
    assert.ok(child.stdout);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return line.toString().trim();
  };
  const connect = (port: string): LanguageRuntimeClient =>
    new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());

  /** Started as the engine starts it: through a link, with its own address last. */
  async function startHost(): Promise<{ host: ChildProcess; client: LanguageRuntimeClient }> {
    const link = path.join(folder, "pulumi-language-nodejs");
    fs.symlinkSync(HOST, link);
    const host = start(link, ["--tracing", "x", "127.0.0.1:1"]);
    return { host, client: connect(await firstLine(host)) };
  }

  function run(
    client: LanguageRuntimeClient,
    source: string,
    program = CHECKOUT,
  ): Promise<language.RunResponse> {
    const nodeargs = `--no-warnings --require ${write("preload.js", source)}`;
    const info = new language.ProgramInfo()
      .setRootDirectory(program)
      .setProgramDirectory(program)
      .setEntryPoint("main.ts")
      .setOptions(Struct.fromJavaScript({ nodeargs, tsconfig: "other.json", typescript: false }));
    const request = new language.RunRequest().setInfo(info).setPwd(program).setDryrun(true);
    request.setProject("shop").setStack("dev").setParallel(7).setMonitorAddress("127.0.0.1:2");
    request.getConfigMap().set("shop:key", "value");
    request.setConfigsecretkeysList(["shop:key"]);
    return answer((reply) => client.run(request, reply));
  }

  it("gives the program its stack, configuration and runtime options", async () => {
    const { client } = await startHost();
    await run(
      client,
      `const { argv, execArgv, env } = process;
       require("fs").writeFileSync(__dirname + "/seen", JSON.stringify({ argv, execArgv, env }));
       process.exit(0);`,
    );
    const seen = JSON.parse(read("seen")) as {
      argv: string[];
      execArgv: string[];
      env: Record<string, string>;
    };
    assert.equal(
      seen.argv.slice(2).join(" "),
      "--monitor 127.0.0.1:2 --engine 127.0.0.1:1 --project shop " +
        `--root-directory ${CHECKOUT} --stack dev --pwd ${CHECKOUT} --parallel 7 --dry-run main.ts`,
    );
    assert.equal(seen.execArgv[0], "--no-warnings");
    assert.equal(seen.env["PULUMI_CONFIG"], '{"shop:key":"value"}');
    assert.equal(seen.env["PULUMI_CONFIG_SECRET_KEYS"], '["shop:key"]');
    assert.equal(seen.env["PULUMI_NODEJS_TYPESCRIPT"], "false");
    assert.equal(seen.env["PULUMI_NODEJS_TSCONFIG_PATH"], "other.json");
  });

  for (const [how, source, error, bail] of [
    ["ends well", "process.exit(0)", "", false],
    ["has told the user itself", "process.exit(32)", "", true],
    ["fails", "process.exit(3)", "The program ended with exit code 3", false],
    [
      "is killed",
      "process.kill(process.pid, 'SIGKILL')",
      "The program was ended by SIGKILL",
      false,
    ],
  ] as const)
    it(`says so when the program ${how}`, async () => {
      const { client } = await startHost();
      const response = await run(client, source);
      assert.deepEqual([response.getError(), response.getBail()], [error, bail]);
    });

  it("says what to do when the program's dependencies are not installed", async () => {
    const { client } = await startHost();
    const response = await run(client, "", folder);
    assert.match(response.getError(), /cannot be found from .*npm ci/);
  });

  it("ends the program when the engine asks it to end", async () => {
    const { host, client } = await startHost();
    const running = run(client, HANG).catch(() => undefined);
    await until("the program", () => read("pid") !== "");
    host.kill("SIGTERM");
    await once(host, "exit");
    assert.equal(host.exitCode, 0);
    await until("the program's end", () => !isAlive(Number(read("pid"))));
    await running;
  });

  it("ends the program on cancel and stays up itself", async () => {
    const { host, client } = await startHost();
    const running = run(client, HANG);
    await until("the program", () => read("pid") !== "");
    await answer((reply) => client.cancel(new Empty(), reply));
    assert.equal((await running).getError(), "The program was ended by SIGTERM");
    assert.equal(host.exitCode, null);
  });

  it("leaves nothing behind when the engine is killed", async () => {
    const engine = start(process.execPath, [
      "-e",
      `const host = require("child_process").spawn(process.argv[1], ["127.0.0.1:1"]);
       host.stdout.once("data", (port) => console.log(host.pid + " " + port));`,
      HOST,
    ]);
    const [pid = "", port = ""] = (await firstLine(engine)).split(" ");
    run(connect(port), HANG).catch(() => undefined);
    await until("the program", () => read("pid") !== "");
    engine.kill("SIGKILL");
    await until("the host's end", () => !isAlive(Number(pid)));
    await until("the program's end", () => !isAlive(Number(read("pid"))));
  });

  it("has the version of the installed SDK", async () => {
    const { client } = await startHost();
    const info = await answer<{ getVersion: () => string }>((reply) =>
      client.getPluginInfo(new Empty(), reply),
    );
    assert.equal(info.getVersion(), (ofSdk("./package.json") as { version: string }).version);
  });

  it("says that it is a stand-in, and answers UNIMPLEMENTED to what it does not do", async () => {
    const { client } = await startHost();
    const about = await answer<language.AboutResponse>((reply) =>
      client.about(new language.AboutRequest(), reply),
    );
    assert.match(String(about.getMetadataMap().get("language host")), /stand-in/);
    const pack = answer((reply) => client.pack(new language.PackRequest(), reply));
    await assert.rejects(pack, /UNIMPLEMENTED/);
    const plugin = client.runPlugin(new language.RunPluginRequest().setKind("resource"));
    const [error] = (await once(plugin, "error")) as [Error];
    assert.match(error.message, /UNIMPLEMENTED.*no resource plugins/);
  });
});
