import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const own = resolve(__dirname, "..", "..");

/**
 * A second checkout of this project, because the commands work on the one that they lie in: its files
 * may be changed at will. What its commands say is kept and not printed.
 */
export class OtherCheckout {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));

  constructor() {
    for (const part of ["commands", "charts", "versions.ts", "refusal.ts", "Pulumi.yaml"])
      cpSync(join(own, part), this.path(part), { recursive: true });
    symlinkSync(join(own, "node_modules"), this.path("node_modules"));
    this.write(
      "commands/say.ts",
      "export const said: string[] = [];\nexport const say = (line: string) => { said.push(line); };\n",
    );
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** A module of this checkout, as a command of it would import it. */
  async load<Module>(file: string): Promise<Module> {
    return (await import(this.path(file))) as Module;
  }

  async said(): Promise<string[]> {
    return (await this.load<{ said: string[] }>("commands/say")).said;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
