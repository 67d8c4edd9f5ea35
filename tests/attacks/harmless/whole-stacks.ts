import type { Harmless, ObjectChange, Raw } from "../attack";
import type { Random } from "../random";
import { serving, tenants, training } from "../ways/making/places";
import { harmless, rewritten } from "./change";

const newTenant = (random: Random): string =>
  `${random.pick(["credit", "claims", "churn"])}-${random.word(4)}`;

/** Another name for a tenant, wherever the old one stands as a word of its own. */
const renaming = (old: string, name: string) => (text: string) =>
  text.replace(new RegExp(`(?<![a-z0-9])${old}(?![a-z0-9])`, "g"), name);

/** A door is listed by the site, under the name of its namespace. */
const hasNoDoor =
  (stack: readonly Raw[]) =>
  (home: string): boolean =>
    !stack.some(
      ({ kind, metadata, spec }) =>
        kind === "Service" &&
        metadata.namespace === home &&
        /LoadBalancer|NodePort/.test(JSON.stringify(spec)),
    );

function renamed(random: Random, stack: readonly Raw[]): ObjectChange {
  const old = random.pick(tenants(stack).filter(hasNoDoor(stack)));
  const rename = renaming(old, newTenant(random));
  return changed(stack, (object) =>
    JSON.stringify(object).includes(old) ? rewritten(object, rename) : object,
  );
}

function changed(stack: readonly Raw[], change: (object: Raw) => Raw): ObjectChange {
  const objects = stack.map(change);
  return { objects, touched: objects.filter((object, index) => object !== stack[index]) };
}

/** Whether an object is a tenant's own, or there for it alone. */
const isOf =
  (home: string) =>
  ({ kind, metadata }: Raw): boolean =>
    metadata.namespace === home ||
    (kind === "Namespace" && metadata.name === home) ||
    metadata.name === home ||
    metadata.name.endsWith(`-${home}`);

/** A tenant like one that is there; of those that serve, only where what the platform grants is apart. */
function joined(random: Random, stack: readonly Raw[]): ObjectChange {
  const apart = serving(stack).filter((home) =>
    stack.some(({ metadata }) => metadata.name === `controller-to-${home}`),
  );
  const old = random.pick([...apart.filter(hasNoDoor(stack)), ...training(stack)]);
  const name = newTenant(random);
  const copies = stack.filter(isOf(old)).map((object) => rewritten(object, renaming(old, name)));
  // What watches tenants lists them in one text.
  const listed = changed(stack, (object) =>
    rewrittenIf(object, new RegExp(`(^|,)${old}(,|$)`), (text) => `${text},${name}`),
  );
  return {
    objects: [...listed.objects, ...copies],
    touched: [...listed.touched, ...copies],
  };
}

function rewrittenIf(object: Raw, list: RegExp, write: (text: string) => string): Raw {
  const writeLists = (text: string) => (text.includes(",") && list.test(text) ? write(text) : text);
  const after = rewritten(object, writeLists);
  return JSON.stringify(after) === JSON.stringify(object) ? object : after;
}

/** Changes of many objects at once. */
export const WHOLE_STACKS: readonly Harmless[] = [
  harmless("another order of documents", (random, stack) => {
    const objects = random.shuffle(stack);
    return { objects, touched: objects.slice(0, 3) };
  }),
  harmless("all objects in Lists", (random, stack) => {
    const at = random.int(1, stack.length - 1);
    const lists = [stack.slice(0, at), stack.slice(at)].map((items) => ({
      apiVersion: "v1",
      kind: "List",
      items,
    }));
    return { objects: lists, touched: [] };
  }),
  harmless("another name for a tenant", renamed),
  harmless("a further tenant", joined),
  harmless("a model less", (random, stack) => {
    const models = stack.filter(({ kind }) => ["Model", "Experiment", "LimitRange"].includes(kind));
    if (models.length === 0) return { objects: stack, touched: [] };
    const old = random.pick(models);
    return { objects: stack.filter((object) => object !== old), touched: [] };
  }),
];
