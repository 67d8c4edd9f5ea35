import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

import { checkout, UsageError } from "./checkout";
import { end, ownerMark, ownerVariable, processesOf } from "./own-processes";

/**
 * The engine makes the whole state anew for each of its writes, and spends a sixth of its time on collecting
 * what is left of them: let its heap grow to five times what is in use instead of two (percent added).
 */
const collectLess = "400";

/** Of the platform itself, the CRDs that it stands on, and what no gate may let pass. */
const folders = { platform: "", crds: "crds", seed: join("policy", "seed") } as const;

/** What came back from one run of the engine. */
export interface EngineResult {
  readonly code: number;
  /** Only when asked for; otherwise it went to the terminal. */
  readonly stdout: string;
}

export interface EngineRun {
  readonly project: keyof typeof folders;
  readonly capture?: boolean;
  /** Beside those of the engine. */
  readonly variables?: NodeJS.ProcessEnv;
}

/** Runs pulumi with one environment, and leaves no plugin behind however the run ends. */
export class Engine {
  constructor(
    private readonly binary: string,
    private readonly environment: NodeJS.ProcessEnv,
    /** After which a run is ended; the engine itself waits for ever, for a policy pack too. */
    private readonly limitMinutes?: number,
  ) {}

  /**
   * A run that has nothing to tell unless it fails.
   * @throws UsageError with all that the engine said
   */
  async must(args: readonly string[], project: EngineRun["project"] = "platform"): Promise<string> {
    const { code, stdout } = await this.run(args, { project, capture: true });
    if (code === 0) return stdout;
    throw new UsageError(
      `pulumi ${args.slice(0, 2).join(" ")} failed (exit code ${String(code)}):\n${stdout.trim()}`,
    );
  }

  /**
   * @returns the engine's exit code; 137 when it was killed
   * @throws UsageError when the time limit is over
   */
  async run(
    args: readonly string[],
    { project, capture = false, variables }: EngineRun,
  ): Promise<EngineResult> {
    const child = spawn(this.binary, [...args, "--non-interactive", "--color", colour(capture)], {
      cwd: join(checkout, folders[project]),
      env: {
        GOGC: collectLess,
        ...this.environment,
        ...variables,
        [ownerVariable]: ownerMark(checkout, process.pid),
      },
      stdio: ["ignore", capture ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    // The terminal sends an interrupt to the engine as well, which then stops in good order.
    const wait = () => undefined;
    process.on("SIGINT", wait);
    const terminate = () => child.kill("SIGTERM");
    process.on("SIGTERM", terminate);
    const limit = this.limitOf(child);
    try {
      const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exit) => {
          resolve(exit ?? 137);
        });
      });
      const stdout = Buffer.concat(chunks).toString("utf8");
      if (limit.isOver)
        throw new UsageError(
          `${stdout.trim()}\n\npulumi ${args[0] ?? ""} gave no answer within ${String(this.limitMinutes)} minutes and was ended, so nothing was judged. ` +
            "A policy pack or a provider hangs, most likely; --time-limit gives it longer.",
        );
      return { code, stdout };
    } finally {
      clearTimeout(limit.timer);
      process.off("SIGINT", wait);
      process.off("SIGTERM", terminate);
      end(processesOf(checkout, process.pid));
    }
  }

  private limitOf(child: ChildProcess): { isOver: boolean; timer?: NodeJS.Timeout } {
    const limit: { isOver: boolean; timer?: NodeJS.Timeout } = { isOver: false };
    if (this.limitMinutes !== undefined)
      limit.timer = setTimeout(() => {
        limit.isOver = true;
        // With its plugins: the pipes of one that hangs would stay open.
        end([
          ...processesOf(checkout, process.pid),
          ...(child.pid === undefined ? [] : [child.pid]),
        ]);
      }, this.limitMinutes * 60_000);
    return limit;
  }
}

const colour = (capture: boolean): string =>
  !capture && process.stdout.isTTY ? "always" : "never";
