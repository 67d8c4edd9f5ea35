import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { cleanEnvironment } from "./clean-environment";
import { start, type Finished, type Running } from "./finished";
import { endAll, leftProcesses, type LeftProcess } from "./left-processes";

/** The checkout that the tests are part of. */
export const thisCheckout = path.resolve(__dirname, "../../..");

/**
 * A clone of the working tree in a temporary folder, with one commit, so that no test touches the developer's own
 * stacks. Packages and the toolchain's cache are shared; state, clusters and links are its own.
 */
export class CheckoutCopy {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "checkout-")));
  readonly env = cleanEnvironment(thisCheckout);

  constructor() {
    const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const files = execFileSync("git", listed, { cwd: thisCheckout, encoding: "utf8" }).split("\0");
    // The archives are no part of a commit, and those locked from a folder could not be fetched again.
    for (const file of [...files, ".charts"]) this.copy(file);
    symlinkSync(path.join(thisCheckout, "node_modules"), this.path("node_modules"));
    // Older than the packages, so that make sees no reason to install them again.
    utimesSync(this.path("package-lock.json"), 0, 0);
    this.git("init", "--quiet", "--initial-branch=main");
    // .gitignore names the folder, which a link is not.
    writeFileSync(this.path(".git/info/exclude"), "/node_modules\n");
    this.commit("as it is");
  }

  path(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  /** Rewrites a file of the copy; a change that changes nothing is a mistake of the test. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`${file}: the test found nothing to change`);
    writeFileSync(this.path(file), after);
  }

  git(...args: string[]): string {
    const names = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
    const options = { cwd: this.folder, env: this.env, encoding: "utf8" } as const;
    return execFileSync("git", [...names, ...args], options);
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
  }

  /** Files that differ from the last commit, or are new to it. */
  changes(): string {
    return this.git("status", "--porcelain");
  }

  /** Takes back every edit since the last commit; ignored files stay. */
  reset(): void {
    this.git("reset", "--quiet", "--hard");
    this.git("clean", "--quiet", "-d", "--force");
    utimesSync(this.path("package-lock.json"), 0, 0);
  }

  start(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    return start(file, args, { cwd: this.folder, env: { ...this.env, ...env } });
  }

  make(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.start("make", args, env).finished;
  }

  /** Runs a line of shell as a person would type it in the root of the checkout. */
  shell(line: string, env: NodeJS.ProcessEnv = {}, input = ""): Promise<Finished> {
    const place = { cwd: this.folder, env: { ...this.env, ...env }, input };
    return start("bash", ["-c", line], place).finished;
  }

  /** What still runs that was started from here. */
  left(): LeftProcess[] {
    return leftProcesses(this.folder);
  }

  remove(): void {
    endAll(this.left());
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private copy(file: string): void {
    const from = path.join(thisCheckout, file);
    if (file !== "" && existsSync(from)) cpSync(from, this.path(file), { recursive: true });
  }
}
