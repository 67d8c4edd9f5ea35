import { mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { Engine } from "./engine";
import { pluginFolders } from "./plugin-folders";
import type { Pins } from "./pins";

/** Makes the built programs findable by name in one folder. Links of other names are left alone. */
export function linkBinaries(paths: ReadonlyMap<string, string>, folder: string): void {
  for (const [name, target] of paths) link(target, path.join(folder, name));
}

/**
 * Fills a built engine's PULUMI_HOME: the Kubernetes provider from the cache, the Node.js plugins from the checkout.
 * Plugins of other versions are removed, because the engine takes the newest that it finds.
 */
export function linkPlugins(
  engine: Engine,
  checkout: string,
  pins: Pins,
  paths: ReadonlyMap<string, string>,
): void {
  const plugins = path.join(engine.pulumiHome, "plugins");
  const wanted = pluginFolders(pins);
  mkdirSync(plugins, { recursive: true });
  for (const name of readdirSync(plugins))
    if (!wanted.some(({ folder }) => folder === name))
      rmSync(path.join(plugins, name), { recursive: true, force: true });
  for (const { folder, file } of wanted)
    link(
      paths.get(file) ?? path.join(checkout, "toolchain", "plugins", file),
      path.join(plugins, folder, file),
    );
}

/** Renames over what is there, so that a program running beside never finds the name missing. */
function link(target: string, file: string): void {
  if (targetOf(file) === target) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  rmSync(temporary, { force: true });
  symlinkSync(target, temporary);
  renameSync(temporary, file);
}

function targetOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
