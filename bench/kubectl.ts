import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** kubectl as administrator of one cluster; each call is one process, as a person would run it. */
export class Kubectl {
  constructor(
    private readonly toolsDir: string,
    private readonly kubeconfig: string,
  ) {}

  /** @throws what kubectl printed, when its exit code is not 0 */
  async run(args: readonly string[], input?: string): Promise<string> {
    const run = promisify(execFile)(
      join(this.toolsDir, "kubectl"),
      ["--kubeconfig", this.kubeconfig, ...args],
      { maxBuffer: 512 * 1024 * 1024 },
    );
    run.child.stdin?.end(input);
    return (await run).stdout;
  }
}
