import type { Attack, Raw, Way } from "../../attack";
import type { Random } from "../../random";
import { adding, type Made } from "./change";
import { listed } from "./lists";

type Make<T> = (random: Random, stack: readonly Raw[]) => T;

/** A way out by its number, the rule that must shut it, and what makes an instance of it. */
export const way = (number: number, rule: string, title: string, make: Make<Made>): Way => ({
  number,
  rule,
  title,
  attacks: (random, stack): Attack => ({ way: number, rule, ...make(random, stack) }),
});

/** A way that is one more object; now and then within a List. */
export const objectWay = (
  number: number,
  rule: string,
  title: string,
  make: Make<readonly [what: string, object: Raw]>,
): Way =>
  way(number, rule, title, (random, stack) => {
    const [what, object] = make(random, stack);
    const isListed = random.maybe(12);
    const where = object.metadata.namespace ?? "the cluster";
    return adding(
      random,
      stack,
      `${what} (${object.apiVersion} ${object.kind} in ${where}${isListed ? ", within a List" : ""})`,
      isListed ? listed(random, object) : object,
    );
  });
