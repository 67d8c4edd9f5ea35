import type { Change, ObjectChange, Raw } from "../../attack";
import type { Random } from "../../random";

/** What one attack changes, in words and in objects, resources or files. */
export interface Made {
  readonly what: string;
  readonly change: Change;
}

/** The stack with further objects, somewhere in its order. */
export function added(random: Random, stack: readonly Raw[], ...objects: object[]): ObjectChange {
  const at = random.int(0, stack.length);
  return { objects: [...stack.slice(0, at), ...objects, ...stack.slice(at)], touched: objects };
}

/** The same in words too. */
export const adding = (
  random: Random,
  stack: readonly Raw[],
  what: string,
  ...objects: object[]
): Made => ({ what, change: added(random, stack, ...objects) });

/** The stack with each object that fits written anew; where the answer is undefined, it is taken out. */
export function rewriting(
  stack: readonly Raw[],
  what: string,
  fits: (object: Raw) => boolean,
  write: (object: Raw) => Raw | undefined,
): Made & { readonly change: ObjectChange } {
  const touched: Raw[] = [];
  const objects = stack.flatMap((object) => {
    if (!fits(object)) return [object];
    const written = write(object);
    if (written === undefined) return [];
    touched.push(written);
    return [written];
  });
  return { what, change: { objects, touched } };
}

/** The same where what is left open is told of others than the object that was broken. */
export function breaking(...broken: Parameters<typeof rewriting>): Made {
  const { what, change } = rewriting(...broken);
  return { what, change: { ...change, touched: [] } };
}
