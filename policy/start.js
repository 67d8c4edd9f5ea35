"use strict";
// The pack's way in for the engine: bundles the sources when they changed, then serves. It is JavaScript because the
// engine's own way with TypeScript checks types at every start, which takes seconds; and one file, because finding
// and reading some hundred takes 0.1 s, which the engine waits for.
const { createHash, randomBytes } = require("node:crypto");
const fs = require("node:fs");
const { Module } = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const PACK = __dirname;
const ROOT = path.dirname(PACK);
const BIN = path.join(PACK, "bin");

// Folders that hold what the pack is made of; rules may read the operator's model.
const FOLDERS = ["policy", "operator"];
// What else a bundle depends on: how it is made, and npm's packages in it.
const MAKING = [path.join("policy", "start.js"), "package-lock.json"];
const KEEP_MS = 60 * 60 * 1000;

function sources(folder) {
  if (!fs.existsSync(path.join(ROOT, folder))) return [];
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return file === path.join("policy", "bin") ? [] : sources(file);
    return file.endsWith(".ts") && !file.endsWith(".d.ts") ? [file] : [];
  });
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const place = path.join(ROOT, file);
    const text = fs.existsSync(place) ? fs.readFileSync(place) : "";
    hash.update(`\0${file}\0${text.length}\0`).update(text);
  }
  return hash.digest("hex").slice(0, 16);
}

function bundle(target) {
  // A folder of its own, moved into place whole: a start beside this one sees all of it or nothing.
  const draft = path.join(BIN, `.draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    require("esbuild").buildSync({
      absWorkingDir: ROOT,
      entryPoints: ["policy/index.ts"],
      outfile: path.join(draft, "pack.js"),
      bundle: true,
      platform: "node",
      target: "node20",
      // The SDK reads files of its own by their place.
      external: ["@pulumi/*"],
      // For stack traces.
      sourcemap: true,
      logLevel: "silent",
    });
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    const [first] = error.errors ?? [];
    if (first)
      throw new Error(
        `${first.location?.file ?? "policy"} cannot be compiled: ${first.text}. Run \`npx tsc --noEmit\` for the place.`,
      );
    // Another start was faster, and made the same.
    if (!fs.existsSync(target)) throw error;
  }
  clean(target);
}

function clean(target) {
  for (const name of fs.readdirSync(BIN)) {
    const folder = path.join(BIN, name);
    if (folder === target) continue;
    try {
      // A pack that started from it may still be loading.
      if (Date.now() - fs.statSync(folder).mtimeMs > KEEP_MS)
        fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another start removed it.
    }
  }
}

// The SDK loads npm's dependency resolver to serialise functions, which no rule does: 0.3 s of each start.
function skipResolver() {
  try {
    const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
    const file = require.resolve("@npmcli/arborist", { paths: [sdk] });
    require.cache[file] ??= Object.assign(new Module(file), { filename: file, loaded: true });
  } catch {
    // An SDK without it starts fast by itself.
  }
}

// V8 optimises what it has run for a while (132 KB of bytecode) on threads of its own, for a pack that ends seconds
// later: a sixth of the processor time of a preview's gate, which the program beside it has better use for.
v8.setFlagsFromString("--interrupt-budget=1000000");

const target = path.join(BIN, digest([...MAKING, ...FOLDERS.flatMap(sources).sort()]));
if (!fs.existsSync(target)) bundle(target);
skipResolver();
require(path.join(target, "pack.js")).serve();
