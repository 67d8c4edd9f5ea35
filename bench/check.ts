import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { checkout } from "../commands/checkout";
import { align } from "./align";
import { manifests, yamlOf, type Amount } from "./check-manifests";

/** What a command takes from its start to its end. */
interface Spent {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Of `check`, and of what nobody does faster: starting node, and parsing the same objects as JSON. */
export interface Run extends Amount, Spent {
  readonly megabytes: number;
  readonly start: Spent;
  readonly json: Spent;
}

/** Wall time and memory that the first size may take. */
const target = { deployments: 1000, seconds: 1, mebibytes: 256 } as const;

const SIZES: readonly Amount[] = [
  { deployments: target.deployments, policies: 300 },
  { deployments: 2500, policies: 750 },
  { deployments: 7700, policies: 2300 },
];

/** Lets `check` judge more and more objects, each time in a process of its own. */
export const measureCheck = (sizes: readonly Amount[] = SIZES): Run[] =>
  sizes.map((amount) => {
    const folder = mkdtempSync(join(tmpdir(), "bench-check-"));
    try {
      const objects = manifests(amount);
      const text = yamlOf(objects);
      const [yaml, json] = [join(folder, "a.yaml"), join(folder, "a.json")];
      writeFileSync(yaml, text);
      writeFileSync(json, JSON.stringify(objects));
      const site = join(checkout, "policy/site/prod.yaml");
      const command = 'require("./commands/seldon-platform.js")';
      // The first of all may have to compile the sources.
      best(command, ["check", yaml, "--site", site, "--format", "json"], 1);
      return {
        ...amount,
        megabytes: text.length / 1e6,
        ...best(command, ["check", yaml, "--site", site, "--format", "json"]),
        start: best("0", []),
        json: best('JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))', [json]),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

/** The best counts: a busy machine makes a run slower, and nothing makes it faster. */
function best(script: string, args: readonly string[], repetitions = 3): Spent {
  const told =
    'process.on("exit", () => require("node:fs").writeSync(2, `\\n${process.resourceUsage().maxRSS}`));';
  const runs = Array.from({ length: repetitions }, () => {
    const start = performance.now();
    const { stderr, status } = spawnSync(process.execPath, ["-e", told + script, ...args], {
      cwd: checkout,
      encoding: "utf8",
      maxBuffer: 1024 ** 3,
    });
    if (status !== 0 && status !== 1) throw new Error(`${args[0] ?? "node"} failed: ${stderr}`);
    const seconds = (performance.now() - start) / 1000;
    return { seconds, mebibytes: Number(stderr.split("\n").at(-1)) / 1024 };
  });
  return runs.reduce((least, run) => (run.seconds < least.seconds ? run : least));
}

/** @param slow how many times slower the machine is than the one that the target was set on */
export const isQuick = ({ deployments, seconds, mebibytes }: Run, slow = 1): boolean =>
  deployments > target.deployments ||
  (seconds <= target.seconds * slow && mebibytes <= target.mebibytes);

/** For a person; growth is that of the objects and of the time without node's own start, against the row above. */
export function checkTable(runs: readonly Run[]): string {
  const work = ({ seconds, start }: Run): number => seconds - start.seconds;
  const rows = runs.map((run, index) => {
    const before = runs[index - 1];
    return [
      `${run.deployments} Deployments, ${run.policies} policies, ${run.megabytes.toFixed(1)} MB`,
      `${run.seconds.toFixed(2)} s`,
      `x${(run.seconds / run.start.seconds).toFixed(1)}`,
      `x${(run.seconds / run.json.seconds).toFixed(1)}`,
      before
        ? `x${(run.deployments / before.deployments).toFixed(1)}: x${(work(run) / work(before)).toFixed(1)}`
        : "",
      `${run.mebibytes.toFixed(0)} MiB`,
      run.deployments === target.deployments
        ? `<= ${target.seconds} s, ${target.mebibytes} MiB: ${isQuick(run) ? "met" : "not met"}`
        : "none",
    ];
  });
  const heading = ["check", "wall", "node -e 0", "JSON.parse", "growth", "memory", "target"];
  return align([heading, ...rows]);
}
