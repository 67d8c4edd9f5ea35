import { fieldsOf, isKind, metadataOf } from "../kubernetes-object";
import { causeOfPorts, portsOf, type Cause, type Leak } from "./leak";
import { namesPort, type Opened } from "./openings";
import { namespacesOf, ownerOf } from "./places";
import { isStandIn } from "./stand-ins";
import type { View } from "./view";
import { wayIn } from "./way-in";
import { wayOut } from "./way-out";

type Selecting = Exclude<Opened["peer"], "everyone" | { block: unknown }>;

/** Why a rule is open to pods that have no business here. */
export function causeOfPods(leak: Leak): Cause {
  const { opened, view } = leak;
  const { peer, policy } = opened;
  if (peer === "everyone" || "block" in peer) return causeOfLooseRule(leak);
  if (isAlternative(opened, peer))
    return {
      code: "NET-ANDOR",
      remedy:
        "Put namespaceSelector and podSelector into one list item: as two items each of them is enough.",
    };
  const names = namespacesOf(peer, policy.namespace);
  if (names === undefined) return causeOfNamespaces(view, opened, peer);
  if (namesPort(opened.rule))
    return {
      code: "NET-NAMEDPORT",
      remedy: "Write the number of the port: a name is whatever port the other pod calls so.",
    };
  return causeOfKnown(leak, peer, names);
}

/** A second policy that adds to what a first one shuts. */
const ADDED: Cause = {
  code: "NET-UNION",
  remedy:
    "Remove the rule, or name its peer in the site if it is needed: policies add up, and a denial beside it takes nothing back.",
};

function causeOfLooseRule({ opened }: Leak): Cause {
  if (opened.peer !== "everyone")
    return {
      code: "NET-POD-ADDRESS",
      remedy:
        "Narrow the block until it holds no pods, or say in `network.pods` of the site where pods are: some network plugins match pods by their addresses.",
    };
  const code = opened.rule.ports === "all" ? "NET-ALLOWALL" : "NET-TO-EMPTY";
  return { code, remedy: "Name the peers of the rule: without them it means everybody." };
}

/** Half of what was meant: the pods of this namespace beside pods of that name in the policy's own. */
const isAlternative = ({ rule }: Opened, peer: Selecting): boolean =>
  peer.namespaceSelector !== undefined &&
  peer.podSelector === undefined &&
  rule.peers !== "everyone" &&
  rule.peers.some(
    (other) => "podSelector" in other && other.podSelector && !other.namespaceSelector,
  );

/** Why namespaces of any name are selected. */
export function causeOfNamespaces(view: View, opened: Opened, peer: Selecting): Cause {
  const requirements = peer.namespaceSelector?.requirements ?? [];
  const byName = "Name the namespaces by kubernetes.io/metadata.name, which nobody can forge.";
  if (requirements.length === 0)
    return isSpeltOut(view, opened, peer.path)
      ? {
          code: "NET-SELECTOR-CANON",
          remedy: `An empty list of labels selects every namespace, just as {} does. ${byName}`,
        }
      : { code: "NET-NS-ALL", remedy: `{} selects every namespace. ${byName}` };
  const isNegative = requirements.some(
    ({ operator }) => operator === "NotIn" || operator === "DoesNotExist",
  );
  return isNegative
    ? { code: "NET-NEGATIVE", remedy: `Each namespace to come is selected too. ${byName}` }
    : { code: "NET-FORGEABLE", remedy: `Whoever may label a namespace is let in. ${byName}` };
}

/** `{ matchLabels: {} }`, where `{}` would say the same. */
function isSpeltOut({ cluster }: View, { policy }: Opened, path: string): boolean {
  const object = cluster.objects.find(
    (each) =>
      isKind(each, "networking.k8s.io", "NetworkPolicy") &&
      metadataOf(each).name === policy.name &&
      metadataOf(each).namespace === policy.namespace,
  );
  const keys = path.match(/\w+/g) ?? [];
  const peer = keys.reduce<unknown>(
    (value, key) =>
      Array.isArray(value) ? (value as unknown[])[Number(key)] : fieldsOf(value)[key],
    object,
  );
  return Object.keys(fieldsOf(fieldsOf(peer).namespaceSelector)).length > 0;
}

function causeOfKnown(leak: Leak, peer: Selecting, names: readonly string[]): Cause {
  const { view, pod, opened } = leak;
  const { pods } = opened.direction === "egress" ? wayOut(view, pod) : wayIn(view, pod);
  const quarters = pods.filter(
    ({ namespace, ports }) => names.includes(namespace) && !ports.isEmpty,
  );
  const isMeant = quarters.some(({ podLabels }) => isBoundBy(peer, podLabels));
  if (isMeant) return causeOfPorts(leak);
  const takesAll = (peer.podSelector?.requirements ?? []).length === 0;
  const isNear = quarters.some(({ ports }) => !ports.intersect(portsOf(leak)).isEmpty);
  const isPlatform = names.every((name) => ownerOf(view, name) === "platform");
  if (takesAll && (isNear || isPlatform))
    return {
      code: "NET-PEER-WIDE",
      remedy: `Name the pods by their labels: all of ${names.join(", ")} is meant now.`,
    };
  return isStandIn(pod) || !hasDenial(leak) ? LOOSE : ADDED;
}

const LOOSE: Cause = {
  code: "NET-LEAK",
  remedy: "Remove the rule, or name its peer in the site if it is needed.",
};

const hasDenial = ({ view, pod, opened }: Leak): boolean =>
  view.most
    .isolated(pod, opened.direction)
    .some((policy) => policy[opened.direction]?.length === 0);

/** Whether a peer selects none but pods with these labels. */
export const isBoundBy = (
  { podSelector }: Selecting,
  podLabels: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(podLabels).every(([key, value]) => {
    const values = podSelector?.valuesFor(key);
    return values !== undefined && [...values].every((each) => each === value);
  });
