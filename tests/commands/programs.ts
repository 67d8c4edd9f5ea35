import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Programs that a test starts, and ends whatever becomes of the test. */
export class Programs {
  private readonly running: ChildProcess[] = [];

  /** Something that runs until it is ended. */
  async sleeper(variables: Readonly<Record<string, string>> = {}): Promise<number> {
    return this.start("sleep", ["60"], variables);
  }

  /** The same under a name of its own. */
  async named(name: string, folder: string): Promise<number> {
    const file = join(folder, name);
    writeFileSync(file, "#!/bin/sh\nsleep 60\ntrue\n");
    chmodSync(file, 0o755);
    return this.start(file, []);
  }

  /** A process that was there and has ended. */
  async dead(): Promise<number> {
    const child = spawn("true");
    await once(child, "exit");
    return child.pid ?? 0;
  }

  /** A process that was killed and whose parent does not ask about it. Needs /proc. */
  async unreaped(): Promise<number> {
    const script = "sleep 60 & echo $!; exec sleep 60";
    const parent = this.keep(spawn("sh", ["-c", script], { detached: true }));
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    // A shell would reap it; what the shell then turns into does not.
    await until(() => /\(sleep\)/.test(statOf(parent.pid ?? 0)));
    process.kill(pid, "SIGKILL");
    await until(() => /\) Z/.test(statOf(pid)));
    return pid;
  }

  /** Ends all of them, and returns when they are gone: the next test must not find one. */
  async end(): Promise<void> {
    const ended = this.running.splice(0).map(async (child) => {
      const exit = child.exitCode ?? child.signalCode ?? once(child, "exit");
      try {
        // The whole group: a shell takes none of its children along.
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // Ended by what is being tested.
      }
      await exit;
    });
    await Promise.all(ended);
  }

  private async start(file: string, args: string[], variables = {}): Promise<number> {
    const env = { PATH: process.env["PATH"], ...variables };
    const child = this.keep(spawn(file, args, { env, stdio: "ignore", detached: true }));
    await once(child, "spawn");
    return child.pid ?? 0;
  }

  private keep<Child extends ChildProcess>(child: Child): Child {
    this.running.push(child);
    return child;
  }
}

/** Waits until a process that is this one's child has ended. */
export const gone = (pid: number): Promise<void> =>
  until(() => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });

const statOf = (pid: number): string => readFileSync(`/proc/${String(pid)}/stat`, "utf8");

/** @throws after five seconds in vain, so that no test leaves a loop behind */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("waited in vain for a process to begin or end");
}
