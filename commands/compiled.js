"use strict";
// TypeScript as it is, types unchecked (`make check` does that). Each source is compiled when it is first needed, and
// kept: loading the compiler takes half a second, which no start after that pays.
const { createHash, randomBytes } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const ROOT = path.dirname(__dirname);
const KEPT = path.join(ROOT, ".local", "compiled");

/** Lets `require` load this checkout's TypeScript. */
module.exports = () => {
  const { version } = require(path.join(ROOT, "node_modules/typescript/package.json"));
  require.extensions[".ts"] = (module, file) => {
    const text = fs.readFileSync(file, "utf8");
    const digest = createHash("sha256").update(`${__filename}\0${version}\0${text}`).digest("hex");
    const name = path.relative(ROOT, file).replaceAll(path.sep, "+");
    const kept = path.join(KEPT, `${name}.${digest.slice(0, 16)}.js`);
    module._compile(read(kept) ?? compile(text, file, kept, name), file);
  };
};

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function compile(text, file, kept, name) {
  const ts = require("typescript");
  const { outputText, diagnostics } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
    fileName: file,
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) {
    const reason = ts.flattenDiagnosticMessageText(diagnostics[0].messageText, " ");
    throw new Error(
      `${file} cannot be compiled: ${reason} Run \`npx tsc --noEmit\` for the place.`,
    );
  }
  keep(outputText, kept, name);
  return outputText;
}

function keep(text, kept, name) {
  try {
    fs.mkdirSync(KEPT, { recursive: true });
    // Moved into place whole: a start beside this one reads all of it or nothing.
    const draft = path.join(KEPT, `.draft-${process.pid}-${randomBytes(4).toString("hex")}`);
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, kept);
    for (const other of fs.readdirSync(KEPT))
      if (other !== path.basename(kept) && other.slice(0, -".0123456789abcdef.js".length) === name)
        fs.rmSync(path.join(KEPT, other), { force: true });
  } catch {
    // A checkout that cannot be written to starts as well, only slower.
  }
}
