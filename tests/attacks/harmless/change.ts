import type { Harmless, ObjectChange, Raw } from "../attack";
import type { Random } from "../random";
import { added } from "../ways/making/change";

type Stack = readonly Raw[];

/** The objects without the Lists around them, which an earlier change may have put there. */
const unwrapped = (stack: Stack): readonly Raw[] =>
  stack.flatMap((object) => {
    const items = object.items as readonly Raw[] | undefined;
    if (items === undefined) return [object];
    const { apiVersion, kind } = object;
    const own = kind === "List" ? {} : { apiVersion, kind: kind.replace(/List$/, "") };
    return unwrapped(items.map((item) => ({ ...own, ...item })));
  });

/** A change of a stack whose objects are in no List. */
export const harmless = (title: string, changes: Harmless["changes"]): Harmless => ({
  title,
  changes: (random, stack) => changes(random, unwrapped(stack)),
});

/** A change that adds one or more objects. */
export const harmlessAdd = (
  title: string,
  make: (random: Random, stack: Stack) => object | readonly object[],
): Harmless =>
  harmless(title, (random, stack) => added(random, stack, ...[make(random, stack)].flat()));

/** A change of one object of some kind; none where the stack has no such object. */
export const harmlessEdit = (
  title: string,
  fits: (object: Raw) => boolean,
  edit: (random: Random, object: Raw) => object,
): Harmless =>
  harmless(title, (random, stack): ObjectChange => {
    const candidates = stack.filter(fits);
    if (candidates.length === 0) return { objects: stack, touched: [] };
    const old = random.pick(candidates);
    const now = edit(random, structuredClone(old));
    return { objects: stack.map((object) => (object === old ? now : object)), touched: [now] };
  });

/** The same object with fields added to its spec. */
export const withSpec = (object: Raw, fields: object): Raw => ({
  ...object,
  spec: { ...(object.spec as object), ...fields },
});

/** Written again with each text of it passed through; keys stay. */
export const rewritten = <T extends object>(object: T, write: (text: string) => string): T =>
  JSON.parse(JSON.stringify(object), (_key, value: unknown) =>
    typeof value === "string" ? write(value) : value,
  ) as T;
