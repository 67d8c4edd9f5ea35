import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import semver from "semver";
import { binaries, type Binary, type Group } from "./binaries";
import { build, type Workshop } from "./build";
import { Cache, cacheRoot } from "./cache";
import { checkDiskSpace, freeGigabytes, type FreeGigabytes } from "./disk-space";
import { FileLock } from "./file-lock";
import { findGo } from "./go";
import { modulesFolder, readPins } from "./pins";
import type { Say } from "./say";

/** Which binaries are wanted, and where progress goes. */
export interface BinariesWanted {
  /** Absolute path of the folder that holds package.json. */
  readonly checkout: string;
  readonly groups: readonly Group[];
  readonly env: NodeJS.ProcessEnv;
  readonly say: Say;
  /** The operating system's answer when left out. */
  readonly free?: FreeGigabytes;
}

/** The wanted binaries' absolute paths by name, and the names of those that were built just now. */
export interface Binaries {
  readonly paths: ReadonlyMap<string, string>;
  readonly built: readonly string[];
}

/**
 * Builds what is missing in the user's cache folder, one after another because Go uses all cores. A second run waits
 * for the first. Throws a ToolchainError that names the remedy.
 */
export async function ensureBinaries(wanted: BinariesWanted): Promise<Binaries> {
  const { checkout, env, groups, say } = wanted;
  const pins = readPins(checkout);
  const cache = new Cache(cacheRoot(env), checkout, pins);
  const needed = binaries.filter(({ neededBy }) =>
    neededBy.some((group) => groups.includes(group)),
  );
  const missing = () => needed.filter((binary) => !cache.has(binary));
  const built: string[] = [];
  if (missing().length > 0) {
    const go = await findGo(requiredGo(checkout), env);
    const lock = await FileLock.acquire(
      path.join(cache.root, "lock"),
      say,
      () => missing().length === 0,
    );
    try {
      const plan = missing();
      if (plan.length > 0)
        await checkDiskSpace(plan, cache.root, go, say, wanted.free ?? freeGigabytes);
      built.push(...(await buildAll(plan, { checkout, pins, cache, go, env }, say)));
    } finally {
      lock?.release();
    }
  }
  return { paths: new Map(needed.map((binary) => [binary.name, cache.path(binary)])), built };
}

async function buildAll(plan: readonly Binary[], workshop: Workshop, say: Say): Promise<string[]> {
  if (plan.length > 0) {
    const minutes = Math.ceil(plan.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
    say(
      `Building ${plan.length} of the toolchain's programs into ${workshop.cache.root}, once for all checkouts: ` +
        `about ${minutes} min with an empty Go cache on 2 cores.`,
    );
  }
  for (const [index, binary] of plan.entries()) {
    const label = `[${index + 1}/${plan.length}] ${binary.name}`;
    const begun = performance.now();
    const seconds = () => Math.round((performance.now() - begun) / 1000);
    say(`${label} … usually ${binary.seconds} s`);
    const pulse = setInterval(() => {
      say(`${label} … still building, ${seconds()} s`);
    }, 55_000);
    try {
      await build(binary, workshop);
    } finally {
      clearInterval(pulse);
    }
    say(`${label} … ${seconds()} s, ${plan.length - index - 1} left`);
  }
  return plan.map(({ name }) => name);
}

/** The newest `go` line of all wrapper modules. */
export function requiredGo(checkout: string): string {
  const folder = modulesFolder(checkout);
  const versions = readdirSync(folder).flatMap((module) => {
    const text = readFileSync(path.join(folder, module, "go.mod"), "utf8");
    return /^go (\d+\.\d+(?:\.\d+)?)$/m.exec(text)?.[1] ?? [];
  });
  return (
    semver.rsort(versions.map((version) => semver.coerce(version)?.version ?? "0.0.0"))[0] ??
    "0.0.0"
  );
}
