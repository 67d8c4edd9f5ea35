"use strict";
const fs = require("node:fs");
const path = require("node:path");

/** @typedef {{ name?: string, version?: string, pulumi?: { resource?: boolean, name?: string, version?: string, server?: string } }} Manifest */

/**
 * @param {string} folder
 * @returns {Manifest | undefined} undefined where there is no readable package.json
 */
function manifestOf(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return fs.readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
}

/** @param {string} modules a node_modules folder */
function packageFolders(modules) {
  return namesIn(modules)
    .flatMap((name) =>
      name.startsWith("@")
        ? namesIn(path.join(modules, name)).map((scoped) => path.join(name, scoped))
        : [name],
    )
    .map((name) => path.join(modules, name));
}

/**
 * @param {string} modules
 * @returns {Manifest[]} every package in the folder, and what lies nested in those
 */
function manifestsIn(modules) {
  return packageFolders(modules).flatMap((folder) => {
    const manifest = manifestOf(folder);
    return [...(manifest ? [manifest] : []), ...manifestsIn(path.join(folder, "node_modules"))];
  });
}

/**
 * The packages a program runs on: of each node_modules folder from the program's own upwards, as
 * Node.js looks for them, up to the first that holds the SDK. A stray node_modules in a home folder
 * above it would otherwise make the engine ask for plugins that the program never uses.
 * @param {string} programFolder
 */
exports.installedPackages = (programFolder) => {
  /** @type {Manifest[]} */
  const found = [];
  for (let folder = path.resolve(programFolder); ; folder = path.dirname(folder)) {
    const modules = path.join(folder, "node_modules");
    found.push(...manifestsIn(modules));
    const complete = fs.existsSync(path.join(modules, "@pulumi", "pulumi", "package.json"));
    if (complete || folder === path.dirname(folder)) return found;
  }
};

/**
 * @param {string} programFolder
 * @returns {{ name: string, version: string, server: string }[]} one entry for each plugin that a
 *   package of the program stands for; `server` is empty where the package names none
 */
exports.requiredPlugins = (programFolder) => {
  const plugins = new Map();
  for (const { name = "", version = "", pulumi } of exports.installedPackages(programFolder)) {
    if (pulumi?.resource !== true) continue;
    const plugin = {
      name: pulumi.name ?? name.replace(/^@pulumi\//, "").replace(/^@/, ""),
      version: `v${(pulumi.version ?? version).replace(/^v/, "")}`,
      server: pulumi.server ?? "",
    };
    plugins.set(`${plugin.name} ${plugin.version}`, plugin);
  }
  return [...plugins.values()];
};

/**
 * @param {string} programFolder
 * @param {boolean} transitive also what the program's dependencies depend on
 * @returns {{ name: string, version: string }[]} sorted by name
 */
exports.programDependencies = (programFolder, transitive) => {
  const own = ownDependencies(programFolder);
  return exports
    .installedPackages(programFolder)
    .map(({ name = "", version = "" }) => ({ name, version }))
    .filter(({ name }) => name !== "" && (transitive || own.has(name)))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
};

/** @param {string} programFolder */
function ownDependencies(programFolder) {
  for (let folder = path.resolve(programFolder); ; folder = path.dirname(folder)) {
    /** @type {any} */
    const manifest = manifestOf(folder);
    if (manifest) return new Set(Object.keys(manifest.dependencies ?? {}));
    if (folder === path.dirname(folder)) return new Set();
  }
}
