/** The chance of each number of hits, 0 to `calls`, when every call hits with chance `share`. */
export function distribution(calls: number, share: number): number[] {
  const lnFactorial = [0];
  for (let n = 1; n <= calls; n++) lnFactorial[n] = (lnFactorial[n - 1] ?? 0) + Math.log(n);
  const ln = (n: number): number => lnFactorial[n] ?? 0;
  // 0 × log 0 is 0 here, and NaN in floating point.
  const times = (n: number, chance: number): number => (n === 0 ? 0 : n * Math.log(chance));
  return Array.from({ length: calls + 1 }, (_, hits) =>
    Math.exp(
      ln(calls) - ln(hits) - ln(calls - hits) + times(hits, share) + times(calls - hits, 1 - share),
    ),
  );
}

/**
 * The counts of hits that a right share makes: all that lie between two tails, each of which has at
 * most half of `alarm` as its chance. Exact, so that it holds for small shares and few calls too.
 */
export function expectedRange(
  calls: number,
  share: number,
  alarm: number,
): readonly [low: number, high: number] {
  const chances = distribution(calls, share);
  return [
    hitsWithin(chances, alarm / 2),
    calls - hitsWithin(chances.toReversed(), alarm / 2),
  ] as const;
}

/** How many counts can be cut off from the start before their chance is above `limit`. */
function hitsWithin(chances: readonly number[], limit: number): number {
  let sum = 0;
  for (const [hits, chance] of chances.entries()) {
    sum += chance;
    if (sum > limit) return hits;
  }
  return chances.length - 1;
}
