import { needed } from "../needed/needed";
import { isPods, type End, type Need } from "../needed/need";
import { shutness, type Shut } from "../needed/shut";
import { meshOf } from "../reach/mesh/mesh";
import type { Direction } from "../reach/policies/network-policy";
import { Reachability } from "../reach/reachability";
import { titleOf, type Workload } from "../reach/workload";
import type { Breach } from "./verdict";
import type { View } from "./view";

/**
 * Whatever the platform needs and the set does not surely open, by the name of what then does not work: one
 * breach for each kind of flow and pair of namespaces. Counted is what is open at least, so a rule by address
 * opens no pod. Code NET-NEEDED; NOT-PROVED where the mesh says something that cannot be told beforehand.
 */
export function everythingNeededIsOpen(view: View): Breach[] {
  const mesh = meshOf(view.cluster);
  const groups = new Map<string, Missing>();
  for (const need of needed(view)) {
    const shut = shutness(need, view.least, mesh);
    if (shut === undefined) continue;
    const key = [need.name, ...placesOf(need, shut)].join(" ");
    const known = groups.get(key);
    groups.set(key, { need, shut, ...known, others: known ? known.others + 1 : 0 });
  }
  const doubts = mesh.settings.doubts.map((doubt): Breach => ({ code: "NOT-PROVED", ...doubt }));
  return [...doubts, ...[...groups.values()].map((missing) => breachOf(view, missing))];
}

interface Missing {
  readonly need: Need;
  readonly shut: Shut | "nowhere";
  /** How many more there are of the kind between the same two namespaces. */
  readonly others: number;
}

const placesOf = (need: Need, shut: Shut | "nowhere"): string[] =>
  shut === "nowhere"
    ? [need.of.namespace]
    : [shut.way.from, shut.way.to].map((end) => (isPods(end) ? end.namespace : nameOf(end)));

function breachOf(view: View, { need, shut, others }: Missing): Breach {
  const more = others > 0 ? ` (and ${String(others)} more of the kind)` : "";
  const start = `Needed and not open: ${need.name}.`;
  if (shut === "nowhere")
    return {
      code: "NET-NEEDED",
      object: need.of.object,
      path: "",
      message: `${start} The site does not say where that is for ${titleOf(need.of)}${more}: ${need.why}.`,
      remedy: `Add it to ${need.missing ?? "network"} of the stack's policy/site file, or turn off what needs it.`,
    };
  const { from, to } = shut.way;
  const held = shut.ports.isEmpty ? [] : holding(view, shut);
  const object = held[0]?.end.object ?? (isPods(to) ? to.object : need.of.object);
  const ports = shut.ports.isEmpty
    ? `the mesh does not let it pass`
    : `${shut.ports.toString()} is shut`;
  return {
    code: shut.maybe ? "NOT-PROVED" : "NET-NEEDED",
    object,
    path: "",
    message: `${start} From ${nameOf(from)} to ${nameOf(to)} ${ports}${more}: ${need.why}.${[...held.map(sentence), ...shut.reasons.map((reason) => ` In the mesh, ${reason}.`)].join("")}`,
    remedy: remedyOf(shut, held),
    rules: held.flatMap(({ policies }) => policies),
  };
}

/** One end of a way that policies hold, and whether they let this way through. */
interface Held {
  readonly end: Workload;
  readonly direction: Direction;
  readonly policies: readonly string[];
}

/** The ends whose policies shut the way: asked again with the other direction out of the way. */
function holding({ cluster, least }: View, { way, ports }: Shut): Held[] {
  const { from, to } = way;
  const without = (direction: Direction) =>
    new Reachability({
      ...cluster,
      policies: cluster.policies.map((policy) => ({ ...policy, [direction]: undefined })),
    });
  const held = (end: End, direction: Direction): Held[] => {
    if (!isPods(end)) return [];
    const policies = least
      .isolated(end, direction)
      .map(({ namespace, name }) => `${namespace}/${name}`);
    if (policies.length === 0) return [];
    const other = direction === "egress" ? "ingress" : "egress";
    const isShut =
      !isPods(from) || !isPods(to) || !without(other).between(from, to).contains(ports);
    return isShut ? [{ end, direction, policies }] : [];
  };
  return [...held(from, "egress"), ...held(to, "ingress")];
}

const sentence = ({ end, direction, policies }: Held): string =>
  ` ${direction === "egress" ? "Its way out" : `The way in to ${titleOf(end)}`} is held by ${policies.join(", ")}.`;

function remedyOf({ way, ports }: Shut, held: readonly Held[]): string {
  const { from, to } = way;
  const rules = held.map(({ end, direction }) =>
    direction === "egress"
      ? `egress of ${titleOf(end)} to ${nameOf(to)}`
      : `ingress of ${titleOf(end)} from ${nameOf(from)}`,
  );
  if (rules.length > 0)
    return `Allow ${ports.toString()} in a NetworkPolicy: ${rules.join(", and ")}.`;
  return `Make an exception for it: a PeerAuthentication for the port, an AuthorizationPolicy for the caller, or a ServiceEntry for what is called.`;
}

const nameOf = (end: End): string => {
  if (isPods(end)) return titleOf(end);
  const ranges = end.ranges();
  return ranges.length > 3 ? `${ranges.slice(0, 3).join(", ")}, …` : ranges.join(", ");
};
