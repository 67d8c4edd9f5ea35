import { execFile } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { pluginFolders } from "./plugin-folders";
import type { Pins } from "./pins";

/** The Pulumi engine that a run uses. */
export interface Engine {
  readonly kind: "installed" | "built";
  /** One line: which engine, and why this one. */
  readonly description: string;
  /** Folder of `pulumi`. */
  readonly binDir: string;
  readonly pulumiHome: string;
}

/** Where a checkout keeps what is only its own, kept out of version control. */
export const localFolder = (checkout: string): string => path.join(checkout, ".local");

/** Where the built programs of a checkout are found by name. */
export const localBin = (checkout: string): string => path.join(localFolder(checkout), "bin");

/**
 * An installed engine goes before a built one when it is new enough and the pinned plugins lie in its PULUMI_HOME:
 * nothing is ever downloaded, so one without them could not run the program.
 */
export async function chooseEngine(
  checkout: string,
  pins: Pins,
  env: NodeJS.ProcessEnv,
): Promise<Engine> {
  const built = (why: string): Engine => ({
    kind: "built",
    description: `pulumi ${pins.pulumi}, built here (${why})`,
    binDir: localBin(checkout),
    pulumiHome: path.join(localFolder(checkout), "pulumi-home"),
  });
  const pulumi = findOnPath("pulumi", env, localBin(checkout));
  if (pulumi === undefined) return built("none on PATH");
  const version = await versionOf(pulumi, env);
  if (version === undefined) return built(`${pulumi} does not tell its version`);
  if (semver.lt(version, pins.pulumi))
    return built(`${pulumi} is ${version}, older than ${pins.pulumi}`);
  const pulumiHome = env["PULUMI_HOME"] ?? path.join(env["HOME"] ?? os.homedir(), ".pulumi");
  const absent = missingPlugins(pulumi, pulumiHome, pins);
  if (absent.length > 0) return built(`${pulumi} ${version} lacks ${absent.join(", ")}`);
  return {
    kind: "installed",
    description: `pulumi ${version}, installed at ${pulumi} with the pinned plugins`,
    binDir: path.dirname(pulumi),
    pulumiHome,
  };
}

/** The checkout's own links do not count: a shell may have them on PATH. */
function findOnPath(name: string, env: NodeJS.ProcessEnv, own: string): string | undefined {
  return (env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && path.resolve(folder) !== own)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function versionOf(pulumi: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await promisify(execFile)(pulumi, ["version"], {
      env: quiet,
      timeout: 20_000,
    });
    return semver.valid(stdout.trim()) ?? undefined;
  } catch {
    return undefined;
  }
}

function missingPlugins(pulumi: string, pulumiHome: string, pins: Pins): string[] {
  const resources = pluginFolders(pins)
    .filter(({ kind }) => kind === "resource")
    .filter(({ folder, file }) => !isExecutable(path.join(pulumiHome, "plugins", folder, file)))
    .map(({ folder }) => `${folder} in ${pulumiHome}`);
  // Package managers link both programs from elsewhere: either place will do.
  const host = "pulumi-language-nodejs";
  const beside = [path.dirname(pulumi), path.dirname(realpathSync(pulumi))];
  const hasHost = beside.some((folder) => isExecutable(path.join(folder, host)));
  return hasHost ? resources : [host, ...resources];
}
