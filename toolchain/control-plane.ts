import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:https";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { processesOf } from "./cluster-processes";
import { clusterStages, type Stage } from "./cluster-stages";
import { asYaml, playLaterStages } from "./later-stages";
import { components, kwokctlConfig, type ClusterPorts } from "./kwokctl-config";

const patienceMilliseconds = 60_000;

/** The processes and files of one cluster, by way of kwokctl. Knows nothing of what was there before. */
export class ControlPlane {
  readonly pkiFolder: string;
  private readonly work: string;

  /** `folder` must be free of symbolic links, because processes are known by it. */
  constructor(
    private readonly name: string,
    private readonly folder: string,
    private readonly toolsDir: string,
    private readonly bare: boolean,
  ) {
    this.work = path.join(folder, "kwok", "clusters", name);
    this.pkiFolder = path.join(this.work, "pki");
  }

  /** Makes the files and starts the processes; returns when the API server is ready. */
  async create(ports: ClusterPorts): Promise<void> {
    const { bare, folder, toolsDir } = this;
    mkdirSync(path.join(folder, "home"), { recursive: true, mode: 0o700 });
    const stagesFile = path.join(folder, "stages.yaml");
    writeFileSync(stagesFile, asYaml(clusterStages()));
    const configFile = path.join(folder, "kwokctl.yaml");
    writeFileSync(configFile, stringify(kwokctlConfig({ toolsDir, ports, bare, stagesFile })));
    await this.kwokctl(
      ["create", "cluster", "--config", configFile, "--kubeconfig", ""],
      ports.apiServer,
    );
  }

  /** Starts the processes of a cluster none of whose processes runs. */
  async start(apiServerPort: number): Promise<void> {
    // A number left from before may now be another program's, which kwokctl would take for the component.
    rmSync(this.pids, { recursive: true, force: true });
    mkdirSync(this.pids);
    await this.kwokctl(["start", "cluster"], apiServerPort);
  }

  /** Plays stages of kinds whose CRDs came later; at once when it does so already. */
  async simulate(stages: readonly Stage[]): Promise<void> {
    const { bare, env, folder, kubeconfig, toolsDir } = this;
    if (bare) return;
    await this.untilDescribed(stages);
    const kwok = path.join(toolsDir, "kwok");
    const log = path.join(this.work, "logs", "later-stages.log");
    playLaterStages(stages, { kwok, folder, kubeconfig, log, env });
  }

  /** An established CRD is served a moment before its schema is, and a controller that misses that one ends. */
  private async untilDescribed(stages: readonly Stage[]): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    for (const { apiGroup: version, kind } of stages.map(({ spec }) => spec.resourceRef))
      while (!(await this.isDescribed(version, kind))) {
        if (performance.now() > deadline)
          throw new Error(
            `${kind} of ${version} is not served after ${patienceMilliseconds / 1000} s. Apply its CRD first.`,
          );
        await sleep(200);
      }
  }

  private async isDescribed(version: string, kind: string): Promise<boolean> {
    try {
      const index = await this.kubectl(["get", "--raw", "/openapi/v3"]);
      if (!index.includes(`"apis/${version}"`)) return false;
      const schema = await this.kubectl(["get", "--raw", `/openapi/v3/apis/${version}`]);
      return schema.includes(`"kind":"${kind}"`);
    } catch {
      return false;
    }
  }

  async ready(apiServerPort: number): Promise<boolean> {
    return this.stopped().length === 0 && (await this.answersReady(apiServerPort));
  }

  /** Runs kubectl as administrator and returns what it prints. */
  async kubectl(args: readonly string[], input?: string): Promise<string> {
    const file = path.join(this.toolsDir, "kubectl");
    const run = promisify(execFile)(file, ["--kubeconfig", this.kubeconfig, ...args], {
      env: this.env,
    });
    run.child.stdin?.end(input);
    return (await run).stdout;
  }

  /** The end of each component's log, which is where a start that failed says why. */
  lastLogLines(): string {
    const logs = path.join(this.work, "logs");
    if (!existsSync(logs)) return "";
    const tails = readdirSync(logs).map((name) => {
      const lines = readFileSync(path.join(logs, name), "utf8").trim().split("\n");
      return `${name}: ${lines.slice(-2).join("\n").slice(-500)}`;
    });
    return tails.join("\n");
  }

  /** kwokctl waits for minutes even when a component ended at once, so the components are watched beside it. */
  private async kwokctl(args: readonly string[], apiServerPort: number): Promise<void> {
    // Started by a link in the folder, so that it is known as this cluster's own if it is ever left behind.
    const file = path.join(this.folder, "kwokctl");
    if (!existsSync(file)) symlinkSync(path.join(this.toolsDir, "kwokctl"), file);
    const run = promisify(execFile)(file, [...args, "--name", this.name], { env: this.env });
    const state = { launched: false, failed: false };
    const ended = run.then(
      () => (state.launched = true),
      (error: unknown) => {
        state.failed = true;
        throw error;
      },
    );
    try {
      await Promise.all([ended, this.untilReady(apiServerPort, state)]);
    } finally {
      run.child.kill();
    }
  }

  private async untilReady(
    apiServerPort: number,
    state: Readonly<{ launched: boolean; failed: boolean }>,
  ): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    let failedBefore = "";
    while (!state.failed && !(state.launched && (await this.ready(apiServerPort)))) {
      if (performance.now() > deadline)
        throw new Error(`its API server is not ready after ${patienceMilliseconds / 1000} s`);
      // Twice the same, because a process is counted before its program has replaced kwokctl's.
      const failed = this.stopped()
        .filter((name) => existsSync(path.join(this.pids, `${name}.pid`)))
        .join(", ");
      if (failed !== "" && failed === failedBefore)
        throw new Error(`${failed} ended soon after its start`);
      failedBefore = failed;
      await sleep(100);
    }
  }

  private stopped(): string[] {
    const running = new Set(processesOf(this.folder).map(({ name }) => name));
    return components(this.bare).filter((name) => !running.has(name));
  }

  private answersReady(port: number): Promise<boolean> {
    const authority = path.join(this.pkiFolder, "ca.crt");
    if (!existsSync(authority)) return Promise.resolve(false);
    const ca = readFileSync(authority);
    return new Promise((resolve) => {
      const options = { host: "127.0.0.1", port, path: "/readyz", ca, timeout: 1000, agent: false };
      const asked = request(options, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      asked.once("timeout", () => asked.destroy());
      asked.once("error", () => {
        resolve(false);
      });
      asked.end();
    });
  }

  private get kubeconfig(): string {
    return path.join(this.work, "kubeconfig.yaml");
  }

  private get pids(): string {
    return path.join(this.work, "pids");
  }

  /** A home of its own: kwokctl and kubectl write there, and the user's kubeconfig is none of their business. */
  private get env(): NodeJS.ProcessEnv {
    return {
      HOME: path.join(this.folder, "home"),
      KWOK_WORKDIR: path.join(this.folder, "kwok"),
      PATH: [this.toolsDir, process.env["PATH"]].join(path.delimiter),
    };
  }
}
