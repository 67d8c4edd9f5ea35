import { addAll, addBit, allBits, keepOnly, noBits, removeAll, type Bits } from "./bits";
import type { LabelSelector, Requirement } from "./policies/label-selector";
import { portsText } from "./rule-ports";
import type { Workload } from "./workload";

type Labels = Readonly<Record<string, string>>;

/** Some workloads, and one of them. */
interface Alike {
  readonly example: Workload;
  readonly pods: Bits;
}

/** The workloads of a set by what selectors say of them; a bit's number is the workload's place in the list. */
export class PodIndex {
  readonly all: Bits;
  readonly hostNetwork: Bits;
  /** Places by key and value: most values are those of few workloads, and few are ever asked for. */
  private readonly byLabel = new Map<string, Map<string, number[]>>();
  private readonly byNamespace = new Map<string, Bits>();
  private readonly answers = new Map<string, Bits>();
  private readonly namespaceAnswers = new Map<string, Bits>();
  private ports: readonly Alike[] | undefined;

  constructor(
    readonly workloads: readonly Workload[],
    private readonly labelsOf: (namespace: string) => Labels,
  ) {
    this.all = allBits(workloads.length);
    this.hostNetwork = noBits(workloads.length);
    for (const [index, { namespace, labels, hostNetwork }] of workloads.entries()) {
      if (hostNetwork) addBit(this.hostNetwork, index);
      addBit(
        entry(this.byNamespace, namespace, () => noBits(workloads.length)),
        index,
      );
      for (const [key, value] of Object.entries(labels)) {
        const values = entry(this.byLabel, key, () => new Map<string, number[]>());
        entry(values, value, () => []).push(index);
      }
    }
  }

  inNamespace(name: string): Bits {
    return this.byNamespace.get(name) ?? noBits(this.workloads.length);
  }

  /** In the namespaces that a selector selects. */
  inNamespaces(selector: LabelSelector): Bits {
    return entry(this.namespaceAnswers, selector.text, () => {
      const found = noBits(this.workloads.length);
      for (const [name, bits] of this.byNamespace)
        if (selector.matches(this.labelsOf(name))) addAll(found, bits);
      return found;
    });
  }

  /** Selected by their own labels, in whatever namespace. */
  selectedBy(selector: LabelSelector): Bits {
    return entry(this.answers, selector.text, () => {
      const found = this.all.slice();
      for (const requirement of selector.requirements) this.narrow(found, requirement);
      return found;
    });
  }

  /** All of them, in groups whose containers have the same ports. */
  alikeInPorts(): readonly Alike[] {
    if (this.ports !== undefined) return this.ports;
    const groups = new Map<string, Alike>();
    for (const [place, example] of this.workloads.entries()) {
      const text = portsText(example);
      const group = entry(groups, text, () => ({ example, pods: noBits(this.workloads.length) }));
      addBit(group.pods, place);
    }
    return (this.ports = [...groups.values()]);
  }

  private narrow(found: Bits, { key, operator, values }: Requirement): void {
    const byValue = this.byLabel.get(key) ?? new Map<string, number[]>();
    const named = noBits(this.workloads.length);
    const wanted = operator === "In" || operator === "NotIn" ? values : byValue.keys();
    for (const value of wanted) for (const place of byValue.get(value) ?? []) addBit(named, place);
    if (operator === "In" || operator === "Exists") keepOnly(found, named);
    else removeAll(found, named);
  }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
