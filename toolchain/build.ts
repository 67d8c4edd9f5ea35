import { execFile, type ExecFileException } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { chmod, copyFile, open, rename } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ldflags, type Binary } from "./binaries";
import { buildFailure } from "./build-failure";
import { buildFlags, type Cache } from "./cache";
import { goEnvironment, type Go } from "./go";
import { modulesFolder, type Pins } from "./pins";

const run = promisify(execFile);

/** What every build of a run shares. */
export interface Workshop {
  readonly checkout: string;
  readonly pins: Pins;
  readonly cache: Cache;
  readonly go: Go;
  readonly env: NodeJS.ProcessEnv;
}

/** Builds one binary into its cache folder. It gets its name last, so an interrupted build leaves nothing of that name. */
export async function build(binary: Binary, workshop: Workshop): Promise<void> {
  const { cache, checkout, pins } = workshop;
  const folder = cache.folder(binary.module);
  mkdirSync(folder, { recursive: true });
  clearLeftovers(folder);
  const temporary = path.join(folder, `.${binary.name}.${process.pid}`);
  const module = path.join(modulesFolder(checkout), binary.module);
  const copy = binary.embeds && `${temporary}.source`;
  try {
    if (copy !== undefined) await copyWithEmbeds(binary, module, copy, workshop);
    const linker = ["-ldflags", ldflags(binary, pins)];
    await go(
      ["build", ...buildFlags, ...linker, "-o", temporary, binary.package],
      copy ?? module,
      binary,
      workshop,
    );
    await flush(temporary);
    await rename(temporary, cache.path(binary));
  } finally {
    rmSync(temporary, { force: true });
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  }
}

/** Runs go, and ends it when this process is told to end: an orphan would keep both cores for minutes. */
async function go(
  args: string[],
  cwd: string,
  binary: Binary,
  workshop: Workshop,
): Promise<string> {
  const started = run("go", args, { cwd, env: goEnvironment(workshop.env), maxBuffer: 1e8 });
  const end = (signal: NodeJS.Signals) => {
    started.child.kill(signal);
    stopListening();
    process.kill(process.pid, signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, end);
  };
  for (const signal of signals) process.once(signal, end);
  try {
    return (await started).stdout;
  } catch (error) {
    const { stderr = "", message } = error as ExecFileException;
    throw buildFailure(binary.name, stderr || message, workshop.go, workshop.cache.root);
  } finally {
    stopListening();
  }
}

/** Go embeds only files below the main package, and the module cache is read-only: hence a copy of the wrapper. */
async function copyWithEmbeds(
  binary: Binary,
  module: string,
  copy: string,
  workshop: Workshop,
): Promise<void> {
  if (binary.embeds === undefined) return;
  cpSync(module, copy, { recursive: true });
  await go(["mod", "download", binary.embeds.module], copy, binary, workshop);
  const list = ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", binary.embeds.module];
  const source = path.join((await go(list, copy, binary, workshop)).trim(), binary.embeds.in);
  for (const file of binary.embeds.files) {
    await copyFile(path.join(source, file), path.join(copy, file));
    await chmod(path.join(copy, file), 0o644);
  }
}

/** What a killed build left behind. The number is that of its process; a living one is still building. */
function clearLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\.[\w-]+\.(\d+)(?:\.source)?$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (existsSync("/proc/self")) return existsSync(`/proc/${pid}`);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Without it a power cut could leave a file of the right name and no content. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
