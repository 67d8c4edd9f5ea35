import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

import { checkout } from "../commands/checkout";
import { align } from "./align";
import type { Spent } from "./reach-scale";

/** How many of each, and what the prover may spend on them: seconds of one core, MiB. */
export interface Size {
  readonly pods: number;
  readonly policies: number;
  readonly target?: { readonly seconds: number; readonly mebibytes: number };
}

export const SIZES: readonly Size[] = [
  { pods: 250, policies: 125 },
  { pods: 500, policies: 250 },
  { pods: 1000, policies: 500, target: { seconds: 1, mebibytes: 512 } },
  { pods: 2500, policies: 1000 },
  { pods: 5000, policies: 2000, target: { seconds: 15, mebibytes: 512 } },
];

export interface Run extends Size, Spent {}

/** Odd, and the best of them counts: a busy machine makes a run slower, and nothing makes it faster. */
const repetitions = 3;

/** Lets a fresh process of 512 MiB prove a made-up set of each size. The sources are compiled first, as for the gate. */
export function measureReach(sizes: readonly Size[] = SIZES): Run[] {
  const folder = mkdtempSync(join(tmpdir(), "reach-"));
  try {
    for (const source of ["bench", "policy", "operator"]) compile(source, folder);
    return sizes.map((size) => {
      const runs = Array.from({ length: repetitions }, () => prove(folder, size));
      const best = runs.sort((a, b) => a.cpuSeconds - b.cpuSeconds)[0];
      if (best === undefined) throw new RangeError("nothing was measured");
      return { ...size, ...best };
    });
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
  for (const name of readdirSync(join(checkout, source)).filter((file) => file.endsWith(".ts"))) {
    const text = readFileSync(join(checkout, source, name), "utf8");
    const file = join(target, source, name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, transpileModule(text, { compilerOptions }).outputText);
  }
}

function prove(folder: string, { pods, policies }: Size): Spent {
  const script = join(folder, "bench", "reach-scale.js");
  const output = execFileSync(
    process.execPath,
    ["--max-old-space-size=512", script, String(pods), String(policies)],
    { encoding: "utf8", env: { NODE_PATH: join(checkout, "node_modules") } },
  );
  return JSON.parse(output) as Spent;
}

export const isWithin = ({ target, cpuSeconds, mebibytes }: Run): boolean =>
  target === undefined || (cpuSeconds <= target.seconds && mebibytes <= target.mebibytes);

/** For a person; growth is that of the work (pods times policies) and of the time, against the row above. */
export function reachTable(runs: readonly Run[]): string {
  const rows = runs.map((run, index) => {
    const before = runs[index - 1];
    const work = before && (run.pods * run.policies) / (before.pods * before.policies);
    const time = before && run.cpuSeconds / before.cpuSeconds;
    return [
      `${run.pods} pods x ${run.policies} policies`,
      String(run.pairs),
      `${run.cpuSeconds.toFixed(2)} s`,
      `${run.mebibytes.toFixed(0)} MiB`,
      work && time ? `x${work.toFixed(1)}: x${time.toFixed(1)}` : "",
      verdict(run),
    ];
  });
  return align([["", "open pairs", "one core", "memory", "growth", "target"], ...rows]);
}

const verdict = (run: Run): string =>
  run.target === undefined
    ? "none"
    : `<= ${run.target.seconds} s, ${run.target.mebibytes} MiB: ${isWithin(run) ? "met" : "not met"}`;
