import { align } from "./align";
import type { OneMore } from "./one-more";
import { median } from "./median";

/** How much longer the last of the sizes may take than the first. */
export const oneMoreTarget = 2;

/** How many times as long one more tenant takes at the largest size as at the smallest. */
export function oneMoreRatio(measured: readonly OneMore[]): number {
  const [first, last] = [measured[0], measured.at(-1)];
  return median(last?.seconds ?? []) / median(first?.seconds ?? []);
}

/** The cost of one more tenant by the number that is there, and the law that it grows by. */
export function oneMoreTable(measured: readonly OneMore[]): string {
  const rows = measured.map(({ tenants, seconds, objects, stateBytes, stateWrites }) => [
    `beside ${String(tenants)}`,
    `${median(seconds).toFixed(1)} s`,
    objects.toFixed(0),
    `${(stateBytes / 1024).toFixed(1)} KiB`,
    stateWrites.toFixed(0),
  ]);
  const { fixed, perTenant } = lineThrough(
    measured.map(({ tenants, seconds }) => [tenants, median(seconds)]),
  );
  const ratio = oneMoreRatio(measured);
  return [
    align([["one more tenant", "up", "objects", "state", "state writes"], ...rows]),
    `growth: ${fixed.toFixed(1)} s + ${(perTenant * 1000).toFixed(0)} ms per tenant that is there already`,
    `largest / smallest: ${ratio.toFixed(2)} (<= ${oneMoreTarget.toFixed(1)}: ${ratio <= oneMoreTarget ? "met" : "not met"})`,
  ].join("\n");
}

/** Least squares. */
function lineThrough(points: readonly (readonly [number, number])[]) {
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const covariance = mean(points.map(([at, value]) => (at - x) * (value - y)));
  const perTenant = covariance / mean(points.map(([at]) => (at - x) ** 2));
  return { perTenant, fixed: y - perTenant * x };
}
