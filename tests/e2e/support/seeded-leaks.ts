import type { Leak } from "../../policy/verdicts/leaks/leak";
import { goodStack, namespace, type Raw } from "../../policy/verdicts/stack";

/** Objects that are added to the program of stack prod. */
export interface Seeded {
  /** `leak-88-2`, which is in the name of each object. */
  readonly id: string;
  readonly objects: readonly Raw[];
}

const TENANTS: Readonly<Record<string, string>> = {
  "team-a": "fraud-detection",
  "team-b": "financial-inference",
  "team-t": "financial-training",
};

/**
 * What a leak adds to the stack of the unit tests, for the tenants of stack prod. A leak that changes or removes
 * what is there comes with a namespace of its own, so that the program's policies stay as they are.
 */
export function seeded(id: string, change: Leak["leak"]): Seeded {
  const before = goodStack();
  const after = change(before);
  const added = after.filter((object) => !before.includes(object));
  const [changed] = before.filter((object) => !after.includes(object));
  const home = changed?.metadata.namespace;
  const own = `${id}-team`;
  const pods = before.filter(
    ({ kind, metadata }) => kind === "Deployment" && metadata.namespace === home,
  );
  const names = { ...TENANTS, "team-c": own, ...(typeof home === "string" && { [home]: own }) };
  return {
    id,
    objects: [
      ...(changed ? [namespace(own), ...pods] : []),
      ...added.map((object) => renamed(object, `${id}-${object.metadata.name}`)),
    ].map((object) => moved(object, names)),
  };
}

const renamed = (object: Raw, name: string): Raw =>
  object.kind === "Namespace" ? object : { ...object, metadata: { ...object.metadata, name } };

/** The same object with other names for namespaces, wherever they stand. */
const moved = (object: Raw, names: Readonly<Record<string, string>>): Raw =>
  JSON.parse(JSON.stringify(object), (_key, value: unknown) =>
    typeof value === "string" ? (names[value] ?? value) : value,
  ) as Raw;
