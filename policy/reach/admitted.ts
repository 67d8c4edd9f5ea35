import { meet, type Bits } from "./bits";
import type { NetworkPolicy, Rule } from "./policies/network-policy";
import type { Peers } from "./peers";
import type { PodIndex } from "./pod-index";
import { hasNames, type RulePorts } from "./rule-ports";
import { addTo } from "./sums";
import type { Workload } from "./workload";

/** Workloads by the number of the ports on which they are met. */
export type ByPorts = Iterable<readonly [number: number, workloads: Bits]>;

/** Whom each rule admits, and on which ports: found once for each rule, however many pods the rule is for. */
export class Admitted {
  private readonly workloads = new Map<Rule, Bits>();
  private readonly called = new Map<Rule, ByPorts>();

  constructor(
    private readonly index: PodIndex,
    private readonly peers: Peers,
    private readonly ports: RulePorts,
  ) {}

  /** Those that a rule lets in, to one pod of those that its policy selects. */
  callers(policy: NetworkPolicy, rule: Rule, subject: Workload): ByPorts {
    return [[this.ports.numberAt(rule, subject), this.of(policy, rule)]];
  }

  /** Those that a rule lets out to: a port by name is another number at each. */
  targets(policy: NetworkPolicy, rule: Rule): ByPorts {
    let found = this.called.get(rule);
    if (found === undefined) this.called.set(rule, (found = this.byPorts(policy, rule)));
    return found;
  }

  private byPorts(policy: NetworkPolicy, rule: Rule): ByPorts {
    const admitted = this.of(policy, rule);
    if (!hasNames(rule)) return [[this.ports.numberAt(rule, undefined), admitted]];
    const sums = new Map<number, Bits>();
    for (const { example, pods } of this.index.alikeInPorts())
      addTo(sums, this.ports.numberAt(rule, example), meet(admitted, pods));
    return sums;
  }

  private of(policy: NetworkPolicy, rule: Rule): Bits {
    let found = this.workloads.get(rule);
    if (found === undefined) this.workloads.set(rule, (found = this.peers.workloads(policy, rule)));
    return found;
  }
}
