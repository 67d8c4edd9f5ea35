import { listenerPorts, namedPort } from "../listener";
import type { Manifest } from "../manifest";
import type { Dial } from "../probe-pod";
import { peer, policy } from "../throwaway-objects";

/** What the enforcement probe is made of, by the roles of its namespaces. */
export const [shut, open, other, friends, strangers, leaving] = [
  "held-target",
  "open-target",
  "open-other",
  "held-friends",
  "held-strangers",
  "held-leaving",
];

/** Pods of a namespace and role that dial a port of a target. */
export interface Row {
  readonly from: { readonly namespace: string; readonly role: string };
  readonly to: typeof shut;
  readonly port: number;
  readonly protocol: Dial["protocol"];
  readonly expected: "open" | "shut";
  /** What is wrong where it is otherwise. */
  readonly shows: string;
}

const [first, second, third, fourth, fifth] = listenerPorts;

/** The same three rules in each direction: a port, a port by name, a range. */
const ports = [
  { protocol: "TCP", port: first },
  { protocol: "TCP", port: namedPort.name },
  { protocol: "TCP", port: third, endPort: fourth },
];

/** @param namespace of a role */
export const enforcementPolicies = (namespace: (role: string) => string): Manifest[] => [
  policy({
    namespace: namespace(shut),
    name: "from-friends",
    ingress: [{ from: [peer(namespace(friends), "friend")], ports }],
  }),
  policy({
    namespace: namespace(leaving),
    name: "to-open-target",
    ingress: [],
    egress: [{ to: [peer(namespace(open), "target")], ports }],
  }),
];

const friend = { namespace: friends, role: "friend" };
const dialled = { protocol: "TCP", port: first } as const;

/** The pods that dial: each in its namespace, with its role. */
export const callers = [
  friend,
  { namespace: friends, role: "stranger" },
  { namespace: strangers, role: "friend" },
  { namespace: leaving, role: "leaver" },
];

/** What the network must be able to do at all, or nothing that is shut proves anything. */
export const controls: Row[] = callers
  .filter(({ namespace }) => namespace !== leaving)
  .flatMap((from) =>
    ([{ ...dialled }, { protocol: "UDP", port: first }] as const).map((to) => ({
      from,
      to: open,
      ...to,
      expected: "open" as const,
      shows: "pods that no policy holds do not reach each other",
    })),
  );

const rulesOf = (from: Row["from"], to: string, direction: string): Row[] => [
  {
    from,
    to,
    ...dialled,
    expected: "open",
    shows: `${direction}: a rule by metadata.name and pod label is not taken`,
  },
  {
    from,
    to,
    protocol: "TCP",
    port: second,
    expected: "open",
    shows: `${direction}: a rule with a named port is not taken`,
  },
  {
    from,
    to,
    protocol: "TCP",
    port: third,
    expected: "open",
    shows: `${direction}: the first port of an endPort range is shut`,
  },
  {
    from,
    to,
    protocol: "TCP",
    port: fourth,
    expected: "open",
    shows: `${direction}: the last port of an endPort range is shut`,
  },
  {
    from,
    to,
    protocol: "TCP",
    port: fifth,
    expected: "shut",
    shows: `${direction}: a port that no rule names is open`,
  },
  {
    from,
    to,
    protocol: "UDP",
    port: first,
    expected: "shut",
    shows: `${direction}: a TCP rule opens UDP too`,
  },
];

/** What each policy of the probe has to let through, and what not. */
export const rows: Row[] = [
  ...rulesOf(friend, shut, "ingress"),
  {
    from: { namespace: friends, role: "stranger" },
    to: shut,
    ...dialled,
    expected: "shut",
    shows: "ingress: a pod with another label is let in",
  },
  {
    from: { namespace: strangers, role: "friend" },
    to: shut,
    ...dialled,
    expected: "shut",
    shows: "ingress: a pod of another namespace is let in",
  },
  ...rulesOf({ namespace: leaving, role: "leaver" }, open, "egress"),
  {
    from: { namespace: leaving, role: "leaver" },
    to: other,
    ...dialled,
    expected: "shut",
    shows: "egress: a pod of a namespace that no rule names is reached",
  },
];
