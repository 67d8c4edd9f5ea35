import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "../../../toolchain/cache";
import { FileLock } from "../../../toolchain/file-lock";

const requirements = path.join(__dirname, "requirements.txt");

/** What the pinned packages run on. */
const versions = ["3.11", "3.12"];

/** A Python with MLServer in it, or why there is none on this machine. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/**
 * A virtual environment in the user's cache, made once per content of requirements.txt and Python version. It gets its
 * name when it is whole, so that a killed build leaves nothing that looks like one. pip asks what the site set up.
 */
export async function pythonEnvironment(say: (line: string) => void): Promise<PythonEnvironment> {
  const found = findPython();
  if (found === undefined)
    return { missing: `no python3 of version ${versions.join(" or ")} with venv is on PATH` };
  const hash = createHash("sha256").update(readFileSync(requirements)).update(found.version);
  const root = path.join(path.dirname(cacheRoot(process.env)), "seldon-platform-tests");
  const folder = path.join(root, `mlserver-${hash.digest("hex").slice(0, 16)}`);
  const python = path.join(folder, "bin", "python");
  const isThere = (): boolean => existsSync(python);
  const lock = await FileLock.acquire(`${folder}.lock`, say, isThere);
  try {
    if (isThere()) return { python };
    say(`installing MLServer into ${folder} (once, half a minute, 530 MB)`);
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    const failure = await install(found.program, draft);
    if (failure !== undefined) {
      rmSync(draft, { recursive: true, force: true });
      return { missing: `MLServer's packages cannot be had here: ${failure}` };
    }
    renameSync(draft, folder);
    return { python };
  } finally {
    lock?.release();
  }
}

function findPython(): { program: string; version: string } | undefined {
  const ask =
    "import ensurepip, sys, venv; print(f'{sys.version_info.major}.{sys.version_info.minor}')";
  for (const program of ["python3", "python3.12", "python3.11"])
    try {
      const answer = execFileSync(program, ["-c", ask], { encoding: "utf8", stdio: "pipe" });
      const version = answer.trim();
      if (versions.includes(version)) return { program, version };
    } catch {
      // Not on PATH, or without the modules that make environments.
    }
  return undefined;
}

/** @returns the last line of what went wrong */
async function install(program: string, folder: string): Promise<string | undefined> {
  const run = promisify(execFile);
  try {
    await run(program, ["-m", "venv", folder]);
    await run(
      path.join(folder, "bin", "python"),
      ["-m", "pip", "install", "--quiet", "--no-input", "--requirement", requirements],
      { timeout: 600_000, maxBuffer: 64 * 1024 * 1024 },
    );
    return undefined;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    return (stderr.trim() || message).split("\n").at(-1);
  }
}
