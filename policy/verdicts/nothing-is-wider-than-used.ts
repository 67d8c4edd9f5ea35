import { needed } from "../needed/needed";
import { isPods } from "../needed/need";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import { podsInWords } from "./grouped";
import { titleOfRule } from "./openings";
import { isServing, ownedBy, ownerOf } from "./places";
import type { Breach } from "./verdict";
import type { View } from "./view";

/** A way between two pods of the set that nothing known to run here goes. */
interface Idle {
  readonly from: Workload;
  readonly to: Workload;
  readonly ports: PortSet;
}

/** What is open between the pods of the set is used by something that is known, and open to nobody else. */
export const nothingIsWiderThanUsed = (view: View): Breach[] => [
  ...openToAll(view),
  ...openAndIdle(view),
];

/** A pod that nobody knows has no labels that a policy should look for. */
function openToAll(view: View): Breach[] {
  const namespaces = judgedNamespaces(view);
  return view.cluster.policies
    .filter(
      ({ namespace, podSelector }) => namespaces.includes(namespace) && podSelector.matches({}),
    )
    .filter(({ ingress = [], egress = [] }) => ingress.length + egress.length > 0)
    .map(({ namespace, object }) => ({
      code: "NET-WIDER",
      object,
      path: "spec.podSelector",
      message: `opens something to every pod of ${namespace}, those that nothing here knows included`,
      remedy: "Choose by their labels the pods that use it.",
    }));
}

function openAndIdle(view: View): Breach[] {
  const groups = new Map<string, [Idle, ...Idle[]]>();
  for (const idle of idleWays(view)) {
    const rules = view.least.rules(idle.from, idle.to).map(titleOfRule);
    const key = [...rules, idle.ports.key].join("; ");
    const group = groups.get(key);
    if (group) group.push(idle);
    else groups.set(key, [idle]);
  }
  return [...groups.values()].flatMap((group) => breachOf(view, group));
}

function idleWays(view: View): Idle[] {
  const used = new Map<Workload, Map<Workload, PortSet>>();
  for (const { from, to, ports } of needed(view).flatMap(({ ways }) => ways)) {
    if (!isPods(from) || !isPods(to)) continue;
    const targets = used.get(from) ?? new Map<Workload, PortSet>();
    const more = ports.reduce(
      (all, { protocol, port }) => all.union(PortSet.of(protocol, port)),
      targets.get(to) ?? PortSet.none,
    );
    used.set(from, targets.set(to, more));
  }
  const pods = judged(view);
  return pods.flatMap((from) =>
    pods.flatMap((to) => {
      const open = from === to ? PortSet.none : view.least.between(from, to);
      const ports = open.minus(used.get(from)?.get(to) ?? PortSet.none);
      return ports.isEmpty ? [] : [{ from, to, ports }];
    }),
  );
}

/** Which pods a team trains with, and how they talk, is its own affair. */
const judgedNamespaces = (view: View): string[] =>
  ownedBy(view, "platform", "tenant").filter(
    (name) => ownerOf(view, name) === "platform" || isServing(view, name),
  );

const judged = (view: View): Workload[] =>
  judgedNamespaces(view).flatMap((name) =>
    view.cluster.workloads.filter(
      ({ namespace, hostNetwork, replicas }) => namespace === name && !hostNetwork && replicas > 0,
    ),
  );

function breachOf(view: View, group: readonly [Idle, ...Idle[]]): Breach[] {
  const [{ from, to, ports }] = group;
  const rules = view.least.rules(from, to);
  const decision = rules.find(({ direction }) => direction === "ingress") ?? rules[0];
  if (decision === undefined) return [];
  const callers = podsInWords(group.map((idle) => idle.from));
  return [
    {
      code: "NET-WIDER",
      object: decision.policy.object,
      path: decision.rule.path,
      message: `lets ${callers} reach ${podsInWords(group.map((idle) => idle.to))} on ${ports.toString()}, which nothing known here uses`,
      remedy: "Remove it from the rule, or leave it if you know who uses it.",
      rules: rules.map(titleOfRule),
    },
  ];
}
