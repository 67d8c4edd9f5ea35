import { align } from "./align";
import { withCompiled } from "./compiled";
import type { Spent } from "./reach-scale";

/** How many of each, and what the prover may spend on them: seconds of one core, MiB. */
export interface Size {
  readonly pods: number;
  readonly policies: number;
  readonly podsPerNamespace: number;
  /** Whether the rows are made too; there are more than a person could want of the largest dense set. */
  readonly withRows: boolean;
  readonly target?: { readonly seconds: number; readonly mebibytes: number };
}

const large = { pods: 1000, policies: 500, target: { seconds: 1, mebibytes: 512 } };
const largest = { pods: 5000, policies: 2000, target: { seconds: 15, mebibytes: 512 } };

const sizesWith = (podsPerNamespace: number, rowsOfLargest: boolean): Size[] =>
  [{ pods: 500, policies: 250 }, large, { pods: 2500, policies: 1000 }, largest].map((size) => ({
    ...size,
    podsPerNamespace,
    withRows: size.pods <= large.pods || rowsOfLargest,
  }));

/** Small namespaces, as with teams; and large ones, where each pod is held by dozens of policies. */
export const SIZES: readonly Size[] = [...sizesWith(25, true), ...sizesWith(500, false)];

export interface Run extends Size, Spent {}

/** Lets a fresh process prove a made-up set of each size. */
export const measureReach = (sizes: readonly Size[] = SIZES): Run[] =>
  withCompiled((run) =>
    sizes.map((size) => ({
      ...size,
      ...(run("reach-scale.js", [
        size.pods,
        size.policies,
        size.podsPerNamespace,
        Number(size.withRows),
      ]) as Spent),
    })),
  );

/** @param slow how many times slower the machine is than the one that the targets were set on */
export const isWithin = ({ target, cpuSeconds, mebibytes }: Run, slow = 1): boolean =>
  target === undefined || (cpuSeconds <= target.seconds * slow && mebibytes <= target.mebibytes);

/** For a person; growth is that of the work (pods times policies) and of the time, against the row above. */
export function reachTable(runs: readonly Run[]): string {
  const rows = runs.map((run, index) => [
    `${run.pods} pods x ${run.policies} policies, ${run.podsPerNamespace} to a namespace`,
    String(run.pairs),
    `${run.cpuSeconds.toFixed(2)} s`,
    growth(run, runs[index - 1]),
    run.rows === undefined ? "" : `${run.rows} in ${run.rowSeconds.toFixed(2)} s`,
    `${run.mebibytes.toFixed(0)} MiB`,
    verdict(run),
  ]);
  return align([["", "open pairs", "one core", "growth", "rows", "memory", "target"], ...rows]);
}

function growth(run: Run, before: Run | undefined): string {
  if (before?.podsPerNamespace !== run.podsPerNamespace) return "";
  const work = (run.pods * run.policies) / (before.pods * before.policies);
  return `x${work.toFixed(1)}: x${(run.cpuSeconds / before.cpuSeconds).toFixed(1)}`;
}

const verdict = (run: Run): string =>
  run.target === undefined
    ? "none"
    : `<= ${run.target.seconds} s, ${run.target.mebibytes} MiB: ${isWithin(run) ? "met" : "not met"}`;
