import { distribution, expectedRange } from "./binomial";

/** One who may answer a call to an experiment, and its weight in relation to the others'. */
export interface Candidate {
  readonly name: string;
  readonly weight: number;
}

/** A right split is called wrong in one run of this many. */
const oneFalseAlarmIn = 10_000;

/** A share that is off by this many points is to be noticed, and so is a candidate that gets nothing. */
const noticedPoints = 15;

/** In this many of 100 runs. */
const noticedOfHundred = 99;

/** How many calls it takes to notice a wrong split as often as said above; counted in tens. */
export function callsToTell(candidates: readonly Candidate[]): number {
  const alarm = alarmPerCandidate(candidates);
  const shares = sharesOf(candidates);
  let calls = 10;
  while (!shares.every((share) => isNoticed(calls, share, alarm))) calls += 10;
  return calls;
}

/**
 * Compares who answered with the weights: an exact binomial test per candidate, whose false alarms
 * add up to at most one run in `oneFalseAlarmIn`.
 * @returns what is wrong, as one sentence; undefined when the calls fit the weights
 */
export function complaintAbout(
  candidates: readonly Candidate[],
  answers: ReadonlyMap<string, number>,
): string | undefined {
  const calls = [...answers.values()].reduce((sum, count) => sum + count, 0);
  const strangers = [...answers.keys()].filter((name) => !candidates.some((c) => c.name === name));
  if (strangers.length > 0)
    return `${strangers.join(", ")} answered, which is no candidate of this experiment`;
  const shares = sharesOf(candidates);
  const wrong = candidates.flatMap(({ name }, index) => {
    const [low, high] = expectedRange(calls, shares[index] ?? 0, alarmPerCandidate(candidates));
    const count = answers.get(name) ?? 0;
    return count < low || count > high
      ? [
          `${name} got ${count} of ${calls} calls and not ${low === high ? low : `${low} to ${high}`}`,
        ]
      : [];
  });
  return wrong.length === 0
    ? undefined
    : `the split is not ${weightsOf(candidates)}: ${wrong.join(", ")}`;
}

/** What a number of calls can tell about a split, in a line for whoever waits. */
export function promiseOf(candidates: readonly Candidate[], calls: number): string {
  const enough = callsToTell(candidates);
  const few = calls < enough ? `; fewer than the ${enough} that it takes for this` : "";
  return (
    `${calls} calls for ${weightsOf(candidates)}: a share that is off by ${noticedPoints} points is noticed ` +
    `in ${noticedOfHundred} of 100 runs, a right one called wrong in 1 of ${oneFalseAlarmIn}${few}`
  );
}

/** As in "champion 50, challenger 50". */
const weightsOf = (candidates: readonly Candidate[]): string =>
  candidates.map(({ name, weight }) => `${name} ${weight}`).join(", ");

const alarmPerCandidate = (candidates: readonly Candidate[]): number =>
  1 / oneFalseAlarmIn / candidates.length;

function sharesOf(candidates: readonly Candidate[]): number[] {
  const whole = candidates.reduce((sum, { weight }) => sum + weight, 0);
  return candidates.map(({ weight }) => weight / whole);
}

function isNoticed(calls: number, share: number, alarm: number): boolean {
  const [low, high] = expectedRange(calls, share, alarm);
  const off = noticedPoints / 100;
  return [Math.max(0, share - off), Math.min(1, share + off)]
    .filter((wrong) => wrong !== share)
    .every((wrong) => {
      const unnoticed = distribution(calls, wrong)
        .slice(low, high + 1)
        .reduce((sum, chance) => sum + chance, 0);
      return 1 - unnoticed >= noticedOfHundred / 100;
    });
}
