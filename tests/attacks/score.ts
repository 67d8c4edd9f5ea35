import type { Attack, Raw, Way } from "./attack";
import { isKilled, type Gate } from "./judging";
import { Random } from "./random";

/** What became of the attacks of one way. */
export interface Row {
  readonly way: Way;
  readonly attacks: number;
  readonly killed: number;
  readonly survivors: readonly { readonly seed: number; readonly what: string }[];
}

/** Which attacks to try: so many per way, from a seed on. Both may be told by a line that reproduces a failure. */
export interface Choice {
  readonly perWay: number;
  readonly seed: number;
  /** The only way to try. */
  readonly only?: number | undefined;
}

/** The attacks of a way, each with its seed. */
export const attacksOf = (
  way: Way,
  stack: readonly Raw[],
  { perWay, seed }: Choice,
): { seed: number; attack: Attack }[] =>
  Array.from({ length: perWay }, (_, index) => ({
    seed: seed + index,
    attack: way.attacks(new Random(seed + index), stack),
  }));

/** Tries a way against the gate. */
export function tried(way: Way, stack: readonly Raw[], gate: Gate, choice: Choice): Row {
  const all = attacksOf(way, stack, choice);
  const survivors = all
    .filter(({ attack }) => !isKilled(attack, gate))
    .map(({ seed, attack }) => ({ seed, what: attack.what }));
  return { way, attacks: all.length, killed: all.length - survivors.length, survivors };
}

/** ATTACK_WAY and ATTACK_SEED of the environment: one way, one attack. */
export function choiceFrom(
  environment: Readonly<Record<string, string | undefined>>,
  otherwise: { readonly perWay: number; readonly seed: number },
): Choice {
  const { ATTACK_WAY: way, ATTACK_SEED: seed } = environment;
  return {
    ...(seed === undefined ? otherwise : { perWay: 1, seed: Number(seed) }),
    only: way === undefined ? undefined : Number(way),
  };
}

/** The survivors, each with the line that tries it again. */
export const survivorsOf = ({ way, survivors }: Row, spec: string): string =>
  survivors
    .map(
      ({ seed, what }) =>
        `way ${way.number} seed ${seed}: ${what} is not refused by ${way.rule}\n` +
        `  ATTACK_WAY=${way.number} ATTACK_SEED=${seed} npx mocha ${spec}`,
    )
    .join("\n");

/** The kills of each rule's attacks, and of the same attacks where that rule is switched off, by the rule's name. */
export const withRulesOff = (
  rows: readonly Row[],
  stack: readonly Raw[],
  { rules, site }: Gate,
  choice: Choice,
): ReadonlyMap<string, number> =>
  new Map(
    rulesOf(rows).map((rule) => {
      const gate = { rules: rules.filter(({ name }) => name !== rule), site };
      const own = rows.filter(({ way }) => way.rule === rule);
      return [rule, sum(own.map(({ way }) => tried(way, stack, gate, choice).killed))];
    }),
  );

/** The score per way, and the share per rule, as people read it. */
export function scoreTable(
  rows: readonly Row[],
  whereOff: ReadonlyMap<string, number> = new Map(),
): string {
  const lines = rows.map(({ way, attacks, killed }) =>
    [
      String(way.number).padStart(4),
      way.rule.padEnd(34),
      cell(attacks),
      cell(killed),
      way.title,
    ].join("  "),
  );
  const shares = rulesOf(rows).map((rule) => {
    const own = rows.filter(({ way }) => way.rule === rule);
    const [attacks, killed] = [
      sum(own.map((row) => row.attacks)),
      sum(own.map((row) => row.killed)),
    ];
    const off = whereOff.get(rule);
    return [
      rule.padEnd(34),
      cell(attacks),
      cell(killed),
      share(killed, attacks).padStart(7),
      off === undefined ? "      -" : cell(off),
    ].join("  ");
  });
  const all = sum(rows.map(({ attacks }) => attacks));
  const dead = sum(rows.map(({ killed }) => killed));
  return [
    " way  rule                                attacks   killed  what is tried",
    ...lines,
    "",
    "rule                                attacks   killed    score  killed with the rule off",
    ...shares,
    "",
    `all: ${dead} of ${all} attacks refused, ${share(dead, all)}`,
  ].join("\n");
}

const rulesOf = (rows: readonly Row[]): string[] =>
  [...new Set(rows.map(({ way }) => way.rule))].sort();

const cell = (count: number): string => String(count).padStart(7);
const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);
// Rounded down: 100 % is said only where nothing survived.
const share = (part: number, all: number): string =>
  `${all === 0 ? 0 : Math.floor((part * 1000) / all) / 10} %`;
