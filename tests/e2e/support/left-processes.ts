import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** A process that has to do with a folder: by its program, its arguments, its working folder or its environment. */
export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/** Asked of /proc, so that it finds what no list of the project's own knows; empty where there is none. */
export function leftProcesses(folder: string): LeftProcess[] {
  return numbers().flatMap((pid) => {
    const place = path.join("/proc", pid);
    const command = quietly(() => readFileSync(path.join(place, "cmdline"), "utf8"));
    const environment = quietly(() => readFileSync(path.join(place, "environ"), "utf8"));
    const cwd = quietly(() => readlinkSync(path.join(place, "cwd")));
    const isRelated = [command, environment, `${cwd}/`].some((text) => text.includes(`${folder}/`));
    // A process that has ended and waits for its parent shows no command.
    if (!isRelated || command === "") return [];
    return [{ pid: Number(pid), command: command.replaceAll("\0", " ").trim() }];
  });
}

/** Ends them one by one, by number. */
export function endAll(processes: readonly LeftProcess[]): void {
  for (const { pid } of processes) quietly(() => String(process.kill(pid, "SIGKILL")));
}

const numbers = (): string[] => {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

/** A process may end between being listed and being read. */
function quietly(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
