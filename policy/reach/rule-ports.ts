import type { PortRange, Rule } from "./policies/network-policy";
import { PortSet } from "./sets/port-set";
import type { PortTable } from "./port-table";
import type { Workload } from "./workload";

/** The ports of rules at the pods that are connected to, by their numbers in a table. */
export class RulePorts {
  private readonly withoutNames = new Map<Rule, number>();
  private readonly withNames = new Map<Rule, Map<string, number>>();
  private readonly portTexts = new WeakMap<Workload, string>();

  constructor(private readonly table: PortTable) {}

  /** An address has no ports with names: `pod` is undefined. */
  numberAt(rule: Rule, pod: Workload | undefined): number {
    let number = this.withoutNames.get(rule);
    if (number !== undefined) return number;
    if (!hasNames(rule)) {
      number = this.table.numberOf(portsAt(rule, undefined));
      this.withoutNames.set(rule, number);
      return number;
    }
    let byPorts = this.withNames.get(rule);
    if (byPorts === undefined) this.withNames.set(rule, (byPorts = new Map<string, number>()));
    const text = this.textOf(pod);
    number = byPorts.get(text);
    if (number === undefined) byPorts.set(text, (number = this.table.numberOf(portsAt(rule, pod))));
    return number;
  }

  /** The same for pods with the same ports. */
  textOf(pod: Workload | undefined): string {
    if (pod === undefined) return "";
    let text = this.portTexts.get(pod);
    if (text === undefined) this.portTexts.set(pod, (text = portsText(pod)));
    return text;
  }
}

/** The same for pods with the same ports. */
export const portsText = ({ ports }: Workload): string => JSON.stringify(ports);

export const hasNames = ({ ports }: Rule): boolean => ports !== "all" && ports.some(isNamed);

const isNamed = (range: PortRange) => "name" in range;

const portsAt = ({ ports }: Rule, pod: Workload | undefined): PortSet =>
  ports === "all"
    ? PortSet.all
    : ports
        .flatMap((range) => {
          if (!("name" in range)) return [range];
          const named = pod?.ports.filter(
            ({ name, protocol }) => name === range.name && protocol === range.protocol,
          );
          return (named ?? []).map(({ port, protocol }) => ({ protocol, from: port, to: port }));
        })
        .reduce(
          (sum, { protocol, from, to }) => sum.union(PortSet.of(protocol, from, to)),
          PortSet.none,
        );
