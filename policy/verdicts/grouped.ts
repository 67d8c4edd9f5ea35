import { titleOf, type Workload } from "../reach/workload";
import { causeOf } from "./cause";
import { isPorts, type Leak } from "./leak";
import { titleOfRule } from "./openings";
import type { Breach } from "./verdict";
import type { Opening } from "./way-out";

/** One leak in words: which pods, and what they reach or are reached from. */
interface Told {
  readonly leak: Leak;
  /** `reach pods of namespace x on TCP 80` */
  readonly what: string;
  /** The rules that decide, where there is another than the leak's own. */
  readonly rules?: readonly string[];
}

/** One breach for each peer of each rule, however many pods it is about. */
export function grouped(told: readonly Told[]): Breach[] {
  const groups = new Map<string, Told[]>();
  for (const each of told) {
    const { policy, peer, rule } = each.leak.opened;
    const path = peer === "everyone" ? rule.path : peer.path;
    const key = [policy.namespace, policy.name, path, causeOf(each.leak).code, each.what].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [breachOf(first, group)];
  });
}

function breachOf({ leak, what, rules }: Told, group: readonly Told[]): Breach {
  const { policy, peer, rule } = leak.opened;
  const { code, remedy } = causeOf(leak);
  return {
    code,
    object: policy.object,
    path: peer === "everyone" ? rule.path : peer.path,
    message: `lets ${listed(group.map((each) => titleOf(each.leak.pod)))} ${what}`,
    remedy,
    rules: rules ?? [titleOfRule(leak.opened)],
  };
}

/** `a, b, c and 4 more` */
export function listed(names: readonly string[]): string {
  const each = [...new Set(names)];
  const more = each.length - 3;
  return more > 1 ? `${each.slice(0, 3).join(", ")} and ${more} more` : each.join(", ");
}

/** `10.0.0.0-10.0.0.255 on TCP 80` */
export const inWords = (excess: Leak["excess"]): string =>
  isPorts(excess) ? `on ${excess.toString()}` : excess.map(partInWords).join("; ");

const partInWords = ({ addresses, ports }: Opening): string =>
  `${listed(addresses.ranges())} on ${ports.toString()}`;

/** What a person would call several pods. */
export const podsInWords = (pods: readonly Workload[]): string => listed(pods.map(titleOf));
