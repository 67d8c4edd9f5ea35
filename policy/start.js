"use strict";
// The pack's way in for the engine: compiles the sources when they changed, then serves. It is JavaScript
// because the engine's own way with TypeScript checks types at every start, which takes seconds.
const { createHash, randomBytes } = require("node:crypto");
const fs = require("node:fs");
const { Module } = require("node:module");
const path = require("node:path");

const PACK = __dirname;
const ROOT = path.dirname(PACK);
const BIN = path.join(PACK, "bin");

// Folders that hold what the pack is made of; rules may read the operator's model.
const FOLDERS = ["policy", "operator"];
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
  const hash = createHash("sha256").update(fs.readFileSync(__filename));
  hash.update(require("typescript/package.json").version);
  for (const [file, text] of files) hash.update(`\0${file}\0${text.length}\0${text}`);
  return hash.digest("hex").slice(0, 16);
}

function compile(files, target) {
  const ts = require("typescript");
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
  };
  // A folder of its own, moved into place whole: a start beside this one sees all of it or nothing.
  const draft = path.join(BIN, `.draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  for (const [file, text] of files) {
    const out = path.join(draft, file.replace(/\.ts$/, ".js"));
    const { outputText, diagnostics } = ts.transpileModule(text, {
      compilerOptions,
      fileName: file,
      reportDiagnostics: true,
    });
    if (diagnostics.length > 0) {
      fs.rmSync(draft, { recursive: true, force: true });
      const reason = ts.flattenDiagnosticMessageText(diagnostics[0].messageText, " ");
      throw new Error(
        `${file} cannot be compiled: ${reason} Run \`npx tsc --noEmit\` for the place.`,
      );
    }
    fs.mkdirSync(path.dirname(out), { recursive: true });
    fs.writeFileSync(out, outputText);
  }
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
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

// The engine starts packs in a folder of its choice, and the SDK looks for package.json there.
process.chdir(PACK);
const files = FOLDERS.flatMap(sources)
  .sort()
  .map((file) => [file, fs.readFileSync(path.join(ROOT, file), "utf8")]);
const target = path.join(BIN, digest(files));
if (!fs.existsSync(target)) compile(files, target);
skipResolver();
require(path.join(target, "policy", "index.js")).serve();
