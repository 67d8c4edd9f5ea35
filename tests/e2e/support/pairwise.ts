import { Refusals, type Refusal } from "./pairwise-refusals";

/** The values that each switch can have, by its name. */
export type Switches = Readonly<Record<string, readonly string[]>>;
/** One value of each switch, or of some. */
export type Choice = Readonly<Record<string, string>>;
/** What speaks against a choice, in whole sentences; none for one that is accepted. */
export type Judge = (choice: Choice) => readonly string[];

/** Choices in which each two values of any two switches meet, and what keeps the others apart. */
export interface Covering {
  readonly choices: readonly Choice[];
  /** How many pairs meet. */
  readonly pairs: number;
  readonly refused: readonly { readonly pair: Choice; readonly because: readonly Refusal[] }[];
}

/** Greedy: each new choice starts with a pair that has not met, and brings together as many more as it can. */
export function covering(switches: Switches, judge: Judge): Covering {
  const refusals = new Refusals(switches, judge);
  const waiting = new Map(pairsOf(switches).map((pair) => [keyOf(pair), pair]));
  const choices: Choice[] = [];
  const refused: Covering["refused"][number][] = [];
  const all = waiting.size;
  for (const pair of [...waiting.values()]) {
    if (!waiting.has(keyOf(pair))) continue;
    const choice = refusals.accepted(pair, (value, chosen) => meeting(value, chosen, waiting));
    if (choice === undefined) refused.push({ pair, because: refusals.against(pair) });
    else choices.push(choice);
    for (const met of choice ? pairsIn(choice) : [pair]) waiting.delete(keyOf(met));
  }
  return { choices, pairs: all - refused.length, refused };
}

/** The choice with the first value of each switch, or the last, as far as it is accepted. */
export function extreme(switches: Switches, judge: Judge, end: "first" | "last"): Choice {
  const worth = (value: Choice): number =>
    Object.entries(value).reduce((sum, [name, word]) => {
      const place = switches[name]?.indexOf(word) ?? 0;
      return sum + (end === "first" ? -place : place);
    }, 0);
  const choice = new Refusals(switches, judge).accepted({}, worth);
  if (choice === undefined) throw new Error("no choice is accepted at all");
  return choice;
}

/** How many pairs a value would bring together; those that it may yet bring together count a little. */
function meeting(value: Choice, chosen: Choice, waiting: ReadonlyMap<string, Choice>): number {
  const [own] = Object.entries(value);
  const [name, word] = own ?? ["", ""];
  const now = Object.entries(chosen).filter(([other, its]) =>
    waiting.has(keyOf({ [name]: word, [other]: its })),
  ).length;
  const later = [...waiting.values()].filter((pair) => pair[name] === word).length;
  return now + later / (waiting.size + 1);
}

/** Each two values of two switches. */
const pairsOf = (switches: Switches): Choice[] => {
  const names = Object.keys(switches);
  return names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .flatMap((two) =>
        (switches[one] ?? []).flatMap((a) =>
          (switches[two] ?? []).map((b) => ({ [one]: a, [two]: b })),
        ),
      ),
  );
};

/** Each two values that one choice brings together. */
export const pairsIn = (choice: Choice): Choice[] =>
  pairsOf(Object.fromEntries(Object.entries(choice).map(([name, value]) => [name, [value]])));

const keyOf = (pair: Choice): string => JSON.stringify(Object.entries(pair).sort());
