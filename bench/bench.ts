import { join } from "node:path";

import { localFolder } from "../commands/checkout";
import { prepareProgram } from "../commands/prepare";
import { say } from "../commands/say";
import { checkTable, isQuick, measureCheck } from "./check";
import { gateRatio, gateTable, gateTarget, measureGate } from "./gate";
import { measureOneMore } from "./one-more";
import { oneMoreRatio, oneMoreTable, oneMoreTarget } from "./one-more-table";
import { runKubectl } from "./kubectl-side";
import type { Place } from "./place";
import { isWithin, measureReach, reachTable } from "./reach";
import { isFast, measureVerdicts, verdictsTable } from "./verdicts";
import { runPulumi } from "./pulumi-side";
import { growthOf, isMet, rowsOf, tableOf, targets, type Measured } from "./table";

const sizes = { small: 3, large: targets.tenants } as const;

/** Odd, so that the median is a run that took place. */
const repetitions = 3;

/**
 * Measures the program against kubectl with the same objects, and the prover by itself, and prints both.
 * @returns 0, or 1 when a target is not met
 */
export async function bench(): Promise<number> {
  const toolchain = await prepareProgram(["engine", "cluster", "charts"]);
  const place: Place = {
    // Named as what a preview takes away when its owner was killed.
    folder: join(localFolder, `throwaway-${String(process.pid)}`),
    // With a registry, and so with the pull secrets that production has.
    stack: "prod",
    nodes: 3,
    toolchain,
  };
  const all: Record<keyof typeof sizes, Measured[]> = { small: [], large: [] };
  for (let repetition = 1; repetition <= repetitions; repetition++)
    for (const size of ["small", "large"] as const) {
      say(`run ${String(repetition)} of ${String(repetitions)}, ${String(sizes[size])} tenants`);
      all[size].push(await measure(place, sizes[size]));
    }
  const small = together(all.small);
  const large = together(all.large);
  const rows = [...rowsOf(small), ...rowsOf(large)];
  const oneMore = await measureOneMore(place, [1, 10, 25, 50]);
  const gated = await measureGate(place);
  const reach = measureReach();
  const verdicts = measureVerdicts();
  const checks = measureCheck();
  const report = [
    tableOf(rows),
    growthOf(small, large),
    oneMoreTable(oneMore),
    gateTable(gated),
    reachTable(reach),
    verdictsTable(verdicts),
    checkTable(checks),
  ];
  process.stdout.write(`${report.join("\n\n")}\n`);
  const isProverFast = reach.every((run) => isWithin(run)) && verdicts.every((run) => isFast(run));
  const isCheckFast = checks.every((run) => isQuick(run));
  const isApplyFast = rows.every(isMet) && oneMoreRatio(oneMore) <= oneMoreTarget;
  const isGateFast = gateRatio(gated) <= gateTarget.ratio;
  return isProverFast && isCheckFast && isGateFast && isApplyFast ? 0 : 1;
}

async function measure(place: Place, tenants: number): Promise<Measured> {
  const pulumi = await runPulumi(place, tenants);
  const kubectl = await runKubectl(place, pulumi);
  const { up, preview, stateWrites, stateBytes, manifests } = pulumi;
  return {
    tenants,
    objects: manifests.length,
    up: [up],
    preview: [preview],
    apply: [kubectl.apply],
    diff: [kubectl.diff],
    stateWrites,
    stateBytes,
  };
}

/** One measurement out of several; counts and sizes are those of the last. */
function together(runs: readonly Measured[]): Measured {
  const last = runs.at(-1);
  if (last === undefined) throw new RangeError("nothing was measured");
  return {
    ...last,
    up: runs.flatMap(({ up }) => up),
    apply: runs.flatMap(({ apply }) => apply),
    preview: runs.flatMap(({ preview }) => preview),
    diff: runs.flatMap(({ diff }) => diff),
  };
}
