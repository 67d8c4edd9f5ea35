import { spawn, type ChildProcess } from "node:child_process";

/** How a program ended and what it said. */
export interface Finished {
  /** The exit code; 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order of arrival. */
  readonly output: string;
  readonly seconds: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Starts a program as the leader of a process group of its own, so that a test can end the group. */
export function start(
  file: string,
  args: readonly string[],
  { cwd, env, input = "" }: RunOptions,
): Running {
  const begun = performance.now();
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "", output: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
      said.output += text;
    });
  // A program that ends without reading its input is no fault of the test.
  child.stdin.on("error", () => undefined).end(input);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ ...said, code: code ?? 128, seconds: (performance.now() - begun) / 1000 });
    });
  });
  return { child, finished };
}
