import assert from "node:assert/strict";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as path from "node:path";

import type { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";

import { isAlive, PluginProcesses, until } from "./plugins-processes";

type Options = NonNullable<Parameters<language.ProgramInfo["setOptions"]>[0]>;
type Reply<T> = (error: Error | null, response: T) => void;

const load = createRequire(__filename);
const ofSdk = createRequire(load.resolve("@pulumi/pulumi/package.json"));
const { Struct } = ofSdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript: (value: object) => Options };
};
const { Empty } = ofSdk("google-protobuf/google/protobuf/empty_pb.js") as {
  Empty: new () => never;
};

const CHECKOUT = path.join(__dirname, "..", "..");

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
  let processes: PluginProcesses;

  beforeEach(() => {
    processes = new PluginProcesses();
  });
  afterEach(() => {
    processes.end();
  });

  function run(
    client: LanguageRuntimeClient,
    source: string,
    program = CHECKOUT,
  ): Promise<language.RunResponse> {
    const nodeargs = `--no-warnings --require ${processes.write("preload.js", source)}`;
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

  const programId = (): number => Number(processes.read("pid"));

  it("gives the program its stack, configuration and runtime options", async () => {
    const { client } = await processes.startHost();
    await run(
      client,
      `const { argv, execArgv, env } = process;
       require("fs").writeFileSync(__dirname + "/seen", JSON.stringify({ argv, execArgv, env }));
       process.exit(0);`,
    );
    const seen = JSON.parse(processes.read("seen")) as {
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
      const { client } = await processes.startHost();
      const response = await run(client, source);
      assert.deepEqual([response.getError(), response.getBail()], [error, bail]);
    });

  it("says what to do when the program's dependencies are not installed", async () => {
    const { client } = await processes.startHost();
    const response = await run(client, "", processes.folder);
    assert.match(response.getError(), /cannot be found from .*npm ci/);
  });

  it("ends the program when the engine asks it to end", async () => {
    const { host, client } = await processes.startHost();
    const running = run(client, HANG).catch(() => undefined);
    await until("the program", () => programId() > 0);
    host.kill("SIGTERM");
    await once(host, "exit");
    assert.equal(host.exitCode, 0);
    await until("the program's end", () => !isAlive(programId()));
    await running;
  });

  it("ends the program on cancel and stays up itself", async () => {
    const { host, client } = await processes.startHost();
    const running = run(client, HANG);
    await until("the program", () => programId() > 0);
    await answer((reply) => client.cancel(new Empty(), reply));
    assert.equal((await running).getError(), "The program was ended by SIGTERM");
    assert.equal(host.exitCode, null);
  });

  it("leaves nothing behind when the engine is killed", async () => {
    const { engine, pid, port } = await processes.startBelowEngine("pulumi-language-nodejs");
    run(processes.connect(port), HANG).catch(() => undefined);
    await until("the program", () => programId() > 0);
    engine.kill("SIGKILL");
    await until("the host's end", () => !isAlive(pid));
    await until("the program's end", () => !isAlive(programId()));
  });

  it("has the version of the installed SDK", async () => {
    const { client } = await processes.startHost();
    const info = await answer<{ getVersion: () => string }>((reply) =>
      client.getPluginInfo(new Empty(), reply),
    );
    assert.equal(info.getVersion(), (ofSdk("./package.json") as { version: string }).version);
  });

  it("says that it is a stand-in, and answers UNIMPLEMENTED to what it does not do", async () => {
    const { client } = await processes.startHost();
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
