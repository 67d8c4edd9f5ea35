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

  /** A process that has ended and that its parent does not ask about. */
  async unreaped(): Promise<number> {
    const child = this.keep(
      spawn("sh", ["-c", "true & echo $!; exec sleep 60"], { detached: true }),
    );
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const pid = Number(line.toString());
    while (!/\) Z/.test(readFileSync(`/proc/${String(pid)}/stat`, "utf8")))
      await new Promise((resolve) => setTimeout(resolve, 5));
    return pid;
  }

  end(): void {
    for (const { pid } of this.running.splice(0))
      try {
        // The whole group: a shell takes none of its children along.
        if (pid !== undefined) process.kill(-pid, "SIGKILL");
      } catch {
        // Ended by what is being tested.
      }
  }

  private async start(file: string, args: string[], variables = {}): Promise<number> {
    const env = { PATH: process.env["PATH"], ...variables };
    const child = this.keep(spawn(file, args, { env, stdio: "ignore", detached: true }));
    await once(child, "spawn");
    return child.pid ?? 0;
  }

  private keep(child: ChildProcess): ChildProcess {
    this.running.push(child);
    return child;
  }
}

/** Waits until a process that is this one's child has ended; rejects after five seconds. */
export async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`process ${String(pid)} is still there`);
}
