import assert from "node:assert/strict";
import type { CheckoutCopy } from "./checkout-copy";
import type { Finished } from "./finished";

/** The shell that `eval "$(make -s env STACK=…)"` gives: plain pulumi and kubectl on a local stack. */
export class StackShell {
  private constructor(
    private readonly copy: CheckoutCopy,
    private readonly settings: string,
  ) {}

  static async open(copy: CheckoutCopy, stack: string): Promise<StackShell> {
    const { code, stdout, output } = await copy.make(["-s", "env", `STACK=${stack}`]);
    assert.equal(code, 0, output);
    return new StackShell(copy, stdout);
  }

  run(line: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.copy.shell(`${this.settings}\n${line}`, env);
  }

  /** For a line that must work. */
  async text(line: string): Promise<string> {
    const { code, stdout, output } = await this.run(line);
    assert.equal(code, 0, `${line}\n${output}`);
    return stdout;
  }

  async json(line: string): Promise<unknown> {
    return JSON.parse(await this.text(line));
  }
}
