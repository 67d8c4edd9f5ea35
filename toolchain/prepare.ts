import type { Group } from "./binaries";
import { chooseEngine, localBin, type Engine } from "./engine";
import { ensureBinaries } from "./ensure-binaries";
import { linkBinaries, linkPlugins } from "./links";
import { requireNode } from "./node-version";
import { readPins } from "./pins";
import type { Say } from "./say";

/** What is ready to be run. */
export interface Toolchain {
  readonly engine: Engine;
  /** Folder in which every built program of the wanted groups is found by name. */
  readonly toolsDir: string;
}

/**
 * Chooses the engine, builds what the groups need and is missing, and links it into the checkout's .local folder.
 * An installed engine spares the build of the group `engine`. Throws a ToolchainError that names the remedy.
 */
export async function prepareToolchain(
  checkout: string,
  groups: readonly Group[],
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<Toolchain> {
  const pins = readPins(checkout);
  requireNode(pins);
  const engine = await chooseEngine(checkout, pins, env);
  const wanted = engine.kind === "built" ? groups : groups.filter((group) => group !== "engine");
  const { paths } = await ensureBinaries({ checkout, groups: wanted, env, say });
  const toolsDir = localBin(checkout);
  linkBinaries(paths, toolsDir);
  if (engine.kind === "built" && wanted.includes("engine"))
    linkPlugins(engine, checkout, pins, paths);
  return { engine, toolsDir };
}
