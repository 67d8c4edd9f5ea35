import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

import { checkout } from "../commands/checkout";

/** Odd, and the best of them counts: a busy machine makes a run slower, and nothing makes it faster. */
const repetitions = 3;

/** What every script prints, beside what is its own. */
interface Timed {
  readonly cpuSeconds: number;
}

/** Runs a script of this folder in a fresh process of 512 MiB. */
type RunScript = (script: string, args: readonly number[], input?: string) => Timed;

/** Compiles the sources first, as for the gate, so that no run pays for it. They are gone when `measure` ends. */
export function withCompiled<T>(measure: (run: RunScript) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "reach-"));
  try {
    for (const source of ["bench", "operator", "policy"]) compile(source, folder);
    return measure((script, args, input = "") => best(join(folder, "bench", script), args, input));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(source: string, target: string): void {
  const compilerOptions = {
    target: ScriptTarget.ES2022,
    module: ModuleKind.CommonJS,
    esModuleInterop: true,
  };
  for (const entry of readdirSync(join(checkout, source), { withFileTypes: true })) {
    const name = join(source, entry.name);
    if (entry.isDirectory() && name !== join("policy", "bin")) compile(name, target);
    if (!entry.isFile() || !name.endsWith(".ts")) continue;
    const file = join(target, name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(file), { recursive: true });
    const text = readFileSync(join(checkout, name), "utf8");
    writeFileSync(file, transpileModule(text, { compilerOptions }).outputText);
  }
}

function best(script: string, args: readonly number[], input: string): Timed {
  const runs = Array.from(
    { length: repetitions },
    () =>
      JSON.parse(
        execFileSync(process.execPath, ["--max-old-space-size=512", script, ...args.map(String)], {
          input,
          encoding: "utf8",
          env: { NODE_PATH: join(checkout, "node_modules") },
        }),
      ) as Timed,
  );
  const [first] = runs.sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  if (first === undefined) throw new RangeError("nothing was measured");
  return first;
}
