import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { binaries, ldflags, type Binary } from "./binaries";
import { modulesFolder, type Pins } from "./pins";

/** Part of each key: a binary built otherwise is another binary. */
export const buildFlags: readonly string[] = ["-trimpath", "-mod=readonly", "-buildvcs=false"];

/** The platform of this machine in Go's words; Linux and macOS, whose names Node shares. */
export const target = {
  GOOS: process.platform,
  GOARCH: process.arch === "x64" ? "amd64" : process.arch,
} as const;

/**
 * The folder that every checkout of this user shares. A relative XDG_CACHE_HOME is passed over, as the XDG base
 * directory specification asks.
 */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const xdg = env["XDG_CACHE_HOME"] ?? "";
  const base = path.isAbsolute(xdg) ? xdg : path.join(env["HOME"] ?? os.homedir(), ".cache");
  return path.join(base, "pulumi-local-toolchain");
}

/** One folder per wrapper module and content: `<module>-<16 hex>`. */
export class Cache {
  private readonly folders = new Map<string, string>();

  constructor(
    readonly root: string,
    private readonly checkout: string,
    private readonly pins: Pins,
  ) {}

  folder(module: string): string {
    const known = this.folders.get(module);
    if (known !== undefined) return known;
    const folder = path.join(this.root, `${module}-${this.key(module)}`);
    this.folders.set(module, folder);
    return folder;
  }

  path(binary: Binary): string {
    return path.join(this.folder(binary.module), binary.name);
  }

  /** A file of that name is whole, because it gets the name last. */
  has(binary: Binary): boolean {
    return (statSync(this.path(binary), { throwIfNoEntry: false })?.size ?? 0) > 0;
  }

  private key(module: string): string {
    const hash = createHash("sha256");
    const folder = path.join(modulesFolder(this.checkout), module);
    for (const name of readdirSync(folder).sort()) {
      const content = readFileSync(path.join(folder, name));
      hash.update(`${name}\0${content.length}\0`).update(content);
    }
    for (const binary of binaries.filter((candidate) => candidate.module === module))
      hash.update(JSON.stringify([binary.name, binary.package, ldflags(binary, this.pins)]));
    return hash
      .update(JSON.stringify([buildFlags, target]))
      .digest("hex")
      .slice(0, 16);
  }
}
