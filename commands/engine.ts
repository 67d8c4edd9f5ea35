import { spawn } from "node:child_process";
import { join } from "node:path";

import { checkout, UsageError } from "./checkout";
import { end, ownerMark, ownerVariable, processesOf } from "./own-processes";

/**
 * The engine makes the whole state anew for each of its writes, and spends a sixth of its time on collecting
 * what is left of them: let its heap grow to five times what is in use instead of two (percent added).
 */
const collectLess = "400";

/** What came back from one run of the engine. */
export interface EngineResult {
  readonly code: number;
  /** Only when asked for; otherwise it went to the terminal. */
  readonly stdout: string;
}

export interface EngineRun {
  /** The platform itself, or the CRDs that it stands on. */
  readonly project: "platform" | "crds";
  readonly capture?: boolean;
}

/** Runs pulumi with one environment, and leaves no plugin behind however the run ends. */
export class Engine {
  constructor(
    private readonly binary: string,
    private readonly environment: NodeJS.ProcessEnv,
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

  /** @returns the engine's exit code; 137 when it was killed */
  async run(
    args: readonly string[],
    { project, capture = false }: EngineRun,
  ): Promise<EngineResult> {
    const child = spawn(this.binary, [...args, "--non-interactive", "--color", colour(capture)], {
      cwd: project === "crds" ? join(checkout, "crds") : checkout,
      env: {
        GOGC: collectLess,
        ...this.environment,
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
    try {
      const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exit) => {
          resolve(exit ?? 137);
        });
      });
      return { code, stdout: Buffer.concat(chunks).toString("utf8") };
    } finally {
      process.off("SIGINT", wait);
      process.off("SIGTERM", terminate);
      end(processesOf(checkout, process.pid));
    }
  }
}

const colour = (capture: boolean): string =>
  !capture && process.stdout.isTTY ? "always" : "never";
