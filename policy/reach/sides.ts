import { forEachBit, keepOnly } from "./bits";
import type { Direction, NetworkPolicy } from "./policies/network-policy";
import { hasNames } from "./rule-ports";
import { Side, type Ground } from "./side";
import type { Workload } from "./workload";

/** A workload as an end of connections. */
export interface End {
  readonly workload: Workload;
  /** In the index; undefined for a workload that is not in the set. */
  readonly place: number | undefined;
  /** Undefined where no policy holds it in that direction. */
  readonly egress: Side | undefined;
  readonly ingress: Side | undefined;
}

/** Which side each workload is on: one for all that the same policies select. */
export class Sides {
  private readonly known: ReadonlyMap<Workload, End>;
  private readonly strangers = new WeakMap<Workload, End>();
  /** The numbers of policies by their namespaces. */
  private readonly inNamespace = new Map<string, number[]>();
  private readonly byPolicies = new Map<string, Side>();

  constructor(
    private readonly policies: readonly NetworkPolicy[],
    private readonly ground: Ground,
  ) {
    for (const [number, { namespace }] of policies.entries()) {
      const numbers = this.inNamespace.get(namespace);
      if (numbers === undefined) this.inNamespace.set(namespace, [number]);
      else numbers.push(number);
    }
    const selecting = this.selecting();
    this.known = new Map(
      ground.index.workloads.map((workload, place) => [
        workload,
        this.end(workload, place, selecting[place] ?? []),
      ]),
    );
  }

  /** Of a workload in the set or not. */
  endOf(workload: Workload): End {
    const known = this.known.get(workload) ?? this.strangers.get(workload);
    if (known !== undefined) return known;
    const selecting = (this.inNamespace.get(workload.namespace) ?? []).filter((number) =>
      this.policies[number]?.podSelector.matches(workload.labels),
    );
    const made = this.end(workload, undefined, selecting);
    this.strangers.set(workload, made);
    return made;
  }

  private end(workload: Workload, place: number | undefined, selecting: readonly number[]): End {
    return {
      workload,
      place,
      egress: this.side("egress", workload, selecting),
      ingress: this.side("ingress", workload, selecting),
    };
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
