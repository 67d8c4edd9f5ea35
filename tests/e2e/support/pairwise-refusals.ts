import type { Choice, Judge, Switches } from "./pairwise";

/** Values that are refused together, whatever the other switches are, and the sentence that says so. */
export interface Refusal {
  readonly values: Choice;
  readonly sentence: string;
}

/** What of each value is worth having beside those that are chosen already; the most wins. */
type Worth = (value: Choice, chosen: Choice) => number;

/**
 * Finds accepted choices, and learns from each refusal which values cannot be together: those whose change
 * silences the sentence.
 */
export class Refusals {
  private readonly known: Refusal[] = [];

  constructor(
    private readonly switches: Switches,
    private readonly judge: Judge,
  ) {}

  /** A choice with these values that is accepted; undefined where there is none. */
  accepted(values: Choice, worth: Worth): Choice | undefined {
    for (;;) {
      const choice = this.completed(values, worth, this.known);
      const sentences = choice ? this.judge(choice) : [];
      if (choice === undefined || sentences.length === 0) return choice;
      this.learn(choice, sentences);
    }
  }

  /** As few refusals as it takes to keep the values apart; none where they are not. */
  against(values: Choice): Refusal[] {
    return this.known.reduce<Refusal[]>(
      (left, refusal) => {
        const fewer = left.filter((each) => each !== refusal);
        return this.completed(values, () => 0, fewer) ? left : fewer;
      },
      [...this.known],
    );
  }

  private completed(chosen: Choice, worth: Worth, known: readonly Refusal[]): Choice | undefined {
    if (known.some(({ values }) => isIn(values, chosen))) return undefined;
    const next = Object.keys(this.switches).find((name) => chosen[name] === undefined);
    if (next === undefined) return chosen;
    const ranked = (this.switches[next] ?? [])
      .map((value) => ({ value, worth: worth({ [next]: value }, chosen) }))
      .sort((one, other) => other.worth - one.worth);
    for (const { value } of ranked) {
      const found = this.completed({ ...chosen, [next]: value }, worth, known);
      if (found) return found;
    }
    return undefined;
  }

  private learn(choice: Choice, sentences: readonly string[]): void {
    const silencing = new Map(sentences.map((sentence) => [sentence, new Set<string>()]));
    for (const [name, values] of Object.entries(this.switches))
      for (const value of values.filter((each) => each !== choice[name])) {
        const said = this.judge({ ...choice, [name]: value });
        for (const [sentence, names] of silencing) if (!said.includes(sentence)) names.add(name);
      }
    for (const [sentence, names] of silencing) {
      const values = Object.fromEntries(Object.entries(choice).filter(([name]) => names.has(name)));
      // Values that hold for everything would refuse everything.
      if (names.size === 0) throw new Error(`no single switch silences: ${sentence}`);
      this.known.push({ values, sentence });
    }
  }
}

const isIn = (values: Choice, choice: Choice): boolean =>
  Object.entries(values).every(([name, value]) => choice[name] === value);
