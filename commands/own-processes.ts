import { readdirSync, readFileSync } from "node:fs";

/** Put into the environment of every engine we start, and inherited by all of its plugins. */
export const ownerVariable = "SELDON_PLATFORM_OWNER";

/** `<checkout>:<pid>`: whose engine a process belongs to. */
export const ownerMark = (checkout: string, pid: number): string => `${checkout}:${String(pid)}`;

/**
 * True while a process of that number runs, whoever owns it. Where /proc tells, one that nobody has
 * reaped counts as ended: a container often has no init, and a killed engine stays listed for good.
 * @param program part of its name, for numbers that were written down: they are given away again
 */
export function isAlive(pid: number, program = ""): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const listed = listing(pid);
  return listed === undefined || (!listed.ended && listed.name.includes(program));
}

/** Undefined where there is no /proc, and for a process that has just gone. */
function listing(pid: number): { name: string; ended: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // "12 (name) S …": the name is whatever a program calls itself, brackets included.
    const close = stat.lastIndexOf(")");
    const name = stat.slice(stat.indexOf("(") + 1, close);
    return { name, ended: /^[ZX]/.test(stat.slice(close + 2)) };
  } catch {
    return undefined;
  }
}

/**
 * The processes that a dead run of this checkout has left behind: a killed engine takes none of its
 * plugins along. Only where /proc shows environments; elsewhere the list is empty.
 */
export function orphans(checkout: string): number[] {
  return marked(`${checkout}:`)
    .filter(({ owner }) => !isAlive(owner))
    .map(({ pid }) => pid);
}

/** The processes of one run that are still there. */
export function processesOf(checkout: string, owner: number): number[] {
  return marked(ownerMark(checkout, owner))
    .filter((found) => found.owner === owner && found.pid !== process.pid)
    .map(({ pid }) => pid);
}

/** Ends processes at once; those that are gone already are no matter. */
export function end(pids: readonly number[]): void {
  for (const pid of pids)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone between being listed and being ended.
    }
}

function marked(start: string): { pid: number; owner: number }[] {
  const entries = listProcesses();
  return entries.flatMap((pid) => {
    const owner = environmentOf(pid)
      .split("\0")
      .find((entry) => entry.startsWith(`${ownerVariable}=${start}`))
      ?.split(":")
      .at(-1);
    return owner === undefined ? [] : [{ pid, owner: Number(owner) }];
  });
}

function listProcesses(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/environ`, "utf8");
  } catch {
    // Somebody else's process, or one that has just ended.
    return "";
  }
}
