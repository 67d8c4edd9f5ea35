import { spawn } from "node:child_process";
import { resolve } from "node:path";

import { UsageError } from "./checkout";

/** How a chart registry is reached; the password never enters a command line. */
export interface ChartAccess {
  readonly helm: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM file of the registry's certificate authority. */
  readonly caFile?: string | undefined;
  /** Only for a registry on this machine. */
  readonly plainHttp: boolean;
}

/** helm with a home of its own, so that neither logins nor caches stay on the machine. */
export class Helm {
  constructor(
    private readonly access: ChartAccess,
    private readonly home: string,
  ) {}

  /** `always`: the command does more than log in, and is needed without credentials too. */
  async login(args: readonly string[], always = false): Promise<void> {
    const { username, password } = this.access;
    if (username !== undefined && password !== undefined)
      await this.run([...args, "--username", username, "--password-stdin"], password);
    else if (always) await this.run(args);
  }

  async run(args: readonly string[], input = ""): Promise<void> {
    const { helm, caFile, plainHttp } = this.access;
    const flags = [
      ...(caFile === undefined ? [] : ["--ca-file", resolve(caFile)]),
      ...(plainHttp && args[0] !== "repo" ? ["--plain-http"] : []),
    ];
    const env = {
      PATH: process.env["PATH"],
      HOME: this.home,
      HELM_CACHE_HOME: this.home,
      HELM_CONFIG_HOME: this.home,
      HELM_DATA_HOME: this.home,
    };
    const child = spawn(helm, [...args, ...flags], {
      cwd: this.home,
      env,
      stdio: ["pipe", "ignore", "pipe"],
    });
    const said: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    // A helm that stops before it reads says why on stderr.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const code = await new Promise<number>((done, failed) => {
      child.once("error", failed);
      child.once("close", (exit) => {
        done(exit ?? 1);
      });
    });
    if (code !== 0)
      throw new UsageError(
        `helm ${args.slice(0, 2).join(" ")} failed: ${Buffer.concat(said).toString("utf8").trim()}`,
      );
  }
}
