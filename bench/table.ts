import { align } from "./align";
import { median } from "./median";

/** What was measured for one number of tenants; seconds, one entry per repetition, in order. */
export interface Measured {
  readonly tenants: number;
  readonly objects: number;
  readonly up: readonly number[];
  readonly apply: readonly number[];
  readonly preview: readonly number[];
  readonly diff: readonly number[];
  readonly stateWrites: number;
  readonly stateBytes: number;
}

/** How much longer than kubectl the program may take, for as many tenants as `tenants` says. */
export const targets = { tenants: 50, up: 1.6, preview: 2 } as const;

/** One row of the table: the same work, done by both. */
export interface Row {
  readonly work: string;
  readonly pulumi: number;
  readonly kubectl: number;
  readonly ratio: number;
  readonly target?: number;
}

/**
 * Two rows per number of tenants. A ratio is the median of each repetition's own, since a machine that is
 * busy for a while slows both halves of a repetition, but not all repetitions.
 */
export function rowsOf(measured: Measured): Row[] {
  const { tenants, objects, up, apply, preview, diff } = measured;
  const row = (name: "up" | "preview", pulumi: readonly number[], kubectl: readonly number[]) => ({
    work: `${name}, ${String(tenants)} tenants, ${String(objects)} objects`,
    pulumi: median(pulumi),
    kubectl: median(kubectl),
    ratio: median(pulumi.map((seconds, index) => seconds / (kubectl[index] ?? NaN))),
    ...(tenants === targets.tenants && { target: targets[name] }),
  });
  return [row("up", up, apply), row("preview", preview, diff)];
}

export const isMet = ({ ratio, target }: Row): boolean => target === undefined || ratio <= target;

/** The rows for a person; a ratio at its target is met. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.work,
    `${row.pulumi.toFixed(1)} s`,
    `${row.kubectl.toFixed(1)} s`,
    row.ratio.toFixed(2),
    verdict(row),
  ]);
  return align([["", "pulumi", "kubectl", "ratio", "target"], ...cells]);
}

const verdict = (row: Row): string =>
  row.target === undefined
    ? "none"
    : `<= ${row.target.toFixed(1)}: ${isMet(row) ? "met" : "not met"}`;

/**
 * What the time grows with: each way's seconds as a fixed part (starting the program) and a part per hundred
 * objects, by the line through the smallest and the largest measurement; and what the engine writes.
 */
export function growthOf(small: Measured, large: Measured): string {
  const ways = ["up", "apply", "preview", "diff"] as const;
  const names = {
    up: "pulumi up",
    apply: "kubectl apply",
    preview: "pulumi preview",
    diff: "kubectl diff",
  };
  const lines = ways.map((way) => {
    const [low, high] = [median(small[way]), median(large[way])];
    const perObject = (high - low) / (large.objects - small.objects);
    const fixed = low - perObject * small.objects;
    return [names[way], `${fixed.toFixed(1)} s`, `${(perObject * 100).toFixed(1)} s`];
  });
  const writes = [small, large].map(
    ({ tenants, stateWrites, stateBytes }) =>
      `${String(tenants)} tenants: up writes the state ${String(stateWrites)} times, ` +
      `at the end ${(stateBytes / 1024).toFixed(0)} KiB each`,
  );
  return [align([["", "fixed", "per 100 objects"], ...lines]), ...writes].join("\n");
}
