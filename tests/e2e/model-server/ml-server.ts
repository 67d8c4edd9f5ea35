import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "../../../toolchain/free-ports";

const patienceMilliseconds = 120_000;

/** MLServer on loopback with models that were trained a moment ago. */
export class MlServer {
  private log = "";

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
  }

  /** @param names as MLServer is to know them; their metadata names their input, which not all models do */
  static async start(python: string, names: readonly string[]): Promise<MlServer> {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "mlserver-")));
    execFileSync(python, [path.join(__dirname, "train.py"), folder, ...names], { stdio: "pipe" });
    const tensor = { name: "predict", datatype: "FP32", shape: [-1, 4] };
    for (const name of readdirSync(folder))
      writeFileSync(
        path.join(folder, name, "model-settings.json"),
        JSON.stringify({
          name,
          implementation: "mlserver_sklearn.SKLearnModel",
          parameters: { uri: "./model.joblib" },
          inputs: [tensor],
        }),
      );
    const [http, grpc, metrics] = await freePorts();
    const settings = { host: "127.0.0.1", http_port: http, grpc_port: grpc, metrics_port: metrics };
    // Workers are processes of their own, which a killed test would leave behind.
    const content = JSON.stringify({ ...settings, parallel_workers: 0 });
    writeFileSync(path.join(folder, "settings.json"), content);
    const start =
      "import sys; sys.argv = ['mlserver', 'start', '.']; import mlserver.cli as c; c.main()";
    const child = spawn(python, ["-c", start], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const server = new MlServer(folder, child, `http://127.0.0.1:${http}`);
    await server.untilReady();
    return server;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.exitCode === null && this.child.kill("SIGKILL")) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null || performance.now() > deadline) {
        await this.stop();
        throw new Error(`MLServer did not become ready:\n${this.log.slice(-2000)}`);
      }
      await sleep(200);
    }
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/v2/health/ready`)).status === 200;
    } catch {
      return false;
    }
  }
}
