import { align } from "./align";
import { median } from "./median";
import type { OneMore } from "./one-more";

/** How many times as much one more tenant may cost at the last of the sizes as at the first. */
export const oneMoreTarget = 2;

/** What the tenant itself costs: the `up` that adds it, less the `up` that has nothing to do. */
const cost = ({ seconds, idleSeconds }: OneMore): number =>
  median(seconds.map((all, index) => all - (idleSeconds[index] ?? NaN)));

/** How many times as much one more tenant costs at the largest size as at the smallest. */
export const oneMoreRatio = (measured: readonly OneMore[]): number => ratio(measured.map(cost));

const ratio = (values: readonly number[]): number => (values.at(-1) ?? NaN) / (values[0] ?? NaN);

/** The cost of one more tenant by the number that is there, and the laws that it grows by. */
export function oneMoreTable(measured: readonly OneMore[]): string {
  const whole = measured.map(({ seconds }) => median(seconds));
  const own = measured.map(cost);
  const rows = measured.map(({ tenants, objects, stateBytes, stateWrites }, index) => [
    `beside ${String(tenants)}`,
    `${(whole[index] ?? NaN).toFixed(1)} s`,
    `${(own[index] ?? NaN).toFixed(2)} s`,
    objects.toFixed(0),
    `${(stateBytes / 1024).toFixed(1)} KiB`,
    stateWrites.toFixed(0),
  ]);
  const law = (values: readonly number[]) => {
    const { fixed, perTenant } = lineThrough(
      measured.map(({ tenants }, index) => [tenants, values[index] ?? NaN]),
    );
    return `${fixed.toFixed(1)} s + ${(perTenant * 1000).toFixed(0)} ms per tenant that is there already`;
  };
  const verdict = oneMoreRatio(measured) <= oneMoreTarget ? "met" : "not met";
  return [
    align([
      ["one more tenant", "up", "of which for it", "objects", "state", "state writes"],
      ...rows,
    ]),
    `up: ${law(whole)}; largest / smallest ${ratio(whole).toFixed(2)}`,
    `of which for it: ${law(own)}; largest / smallest ${ratio(own).toFixed(2)} (<= ${oneMoreTarget.toFixed(1)}: ${verdict})`,
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
