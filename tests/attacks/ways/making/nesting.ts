import { stringify } from "yaml";

import type { Random } from "../../random";

/** A document as text: YAML or JSON, alone or among others. */
export function written(random: Random, value: unknown): string {
  const text = random.pick([
    () => stringify(value),
    () => JSON.stringify(value),
    () => JSON.stringify(value, null, 2),
    () => stringify(value, { defaultStringType: "QUOTE_SINGLE", indent: 4 }),
    () => `# ${random.word()}\r\n${stringify(value).replace(/\n/g, "\r\n")}`,
  ])();
  if (random.maybe(20)) return `${stringify({ kind: "Nothing" })}---\n${text}`;
  return text;
}

/** The value as text within text, so many levels deep. */
export function nested(random: Random, value: unknown, depth = random.int(1, 3)): string {
  const text = written(random, value);
  return depth <= 1 ? text : nested(random, { [random.word()]: text }, depth - 1);
}

/** The value somewhere inside of objects and lists. */
export function buried(random: Random, value: unknown, depth = random.int(0, 3)): unknown {
  if (depth === 0) return value;
  const inner = buried(random, value, depth - 1);
  return random.maybe()
    ? { [random.word()]: inner }
    : random.shuffle([inner, random.word(), random.int(1, 9)]);
}

export const base64 = (text: string): string => Buffer.from(text).toString("base64");
