import { forEachBit, keepOnly } from "./bits";
import type { Direction, NetworkPolicy } from "./policies/network-policy";
import { hasNames } from "./rule-ports";
import { Side, type Ground } from "./side";
import type { Workload } from "./workload";

/** Which side each workload is on: one for all that the same policies select. */
export class Sides {
  private readonly places: ReadonlyMap<Workload, number>;
  private readonly known: Readonly<Record<Direction, (Side | undefined)[]>>;
  private readonly strangers = { ingress: new WeakMap(), egress: new WeakMap() } as Readonly<
    Record<Direction, WeakMap<Workload, { side: Side | undefined }>>
  >;
  private readonly byPolicies = new Map<string, Side>();

  constructor(
    private readonly policies: readonly NetworkPolicy[],
    private readonly ground: Ground,
  ) {
    const { workloads } = ground.index;
    this.places = new Map(workloads.map((workload, place) => [workload, place]));
    const selecting = this.selecting();
    const sidesOf = (direction: Direction) =>
      workloads.map((workload, place) => this.side(direction, workload, selecting[place] ?? []));
    this.known = { ingress: sidesOf("ingress"), egress: sidesOf("egress") };
  }

  /** Undefined for a workload that is not in the set. */
  placeOf(workload: Workload): number | undefined {
    return this.places.get(workload);
  }

  /** Undefined where no policy holds the workload; `place` is its own, where that is known already. */
  of(direction: Direction, workload: Workload, place = this.placeOf(workload)): Side | undefined {
    if (place !== undefined) return this.known[direction][place];
    const before = this.strangers[direction].get(workload);
    if (before !== undefined) return before.side;
    const selecting = [...this.policies.keys()].filter((number) => {
      const policy = this.policies[number];
      return (
        policy?.namespace === workload.namespace && policy.podSelector.matches(workload.labels)
      );
    });
    const side = this.side(direction, workload, selecting);
    this.strangers[direction].set(workload, { side });
    return side;
  }

  /** The numbers of the policies that select each workload, by its place. */
  private selecting(): number[][] {
    const { index } = this.ground;
    const found: number[][] = index.workloads.map(() => []);
    for (const [number, { namespace, podSelector }] of this.policies.entries()) {
      const selected = index.inNamespace(namespace).slice();
      keepOnly(selected, index.selectedBy(podSelector));
      forEachBit(selected, (place) => found[place]?.push(number));
    }
    return found;
  }

  private side(
    direction: Direction,
    workload: Workload,
    selecting: readonly number[],
  ): Side | undefined {
    if (workload.hostNetwork) return undefined;
    const numbers = selecting.filter((number) => this.policies[number]?.[direction] !== undefined);
    if (numbers.length === 0) return undefined;
    const policies = numbers.flatMap((number) => this.policies[number] ?? []);
    const named =
      direction === "ingress" && policies.some(({ ingress }) => ingress?.some(hasNames));
    const key = `${direction} ${numbers.join()} ${named ? this.ground.ports.textOf(workload) : ""}`;
    const known = this.byPolicies.get(key);
    if (known !== undefined) return known;
    const made = new Side(direction, policies, workload, this.ground);
    this.byPolicies.set(key, made);
    return made;
  }
}
