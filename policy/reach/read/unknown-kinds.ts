import { groupOf, type KubernetesObject } from "../../kubernetes-object";
import type { Doubt } from "../cluster-set";
import { doubtOf } from "./doubts";
import { Unreadable } from "./reading";

/** Kinds of which nobody here knows whether their controllers make pods: one doubt for each. */
export class UnknownKinds {
  private readonly byKind = new Map<string, { first: KubernetesObject; more: number }>();

  add(object: KubernetesObject): void {
    const key = `${groupOf(object)}/${String(object.kind)}`;
    const known = this.byKind.get(key);
    if (known === undefined) this.byKind.set(key, { first: object, more: 0 });
    else known.more++;
  }

  doubts(): Doubt[] {
    return [...this.byKind.values()].map(({ first, more }) => {
      const count = more === 0 ? "" : ` (and ${more} more of its kind)`;
      return doubtOf(
        first,
        new Unreadable(
          "kind",
          `is not known here${count}: its controller may make pods that are not in the set`,
          "If it makes none, add it to policy/reach/kinds-without-pods.ts; else leave it out and judge what it makes.",
          true,
        ),
      );
    });
  }
}
