import type { Rule } from "../reach/policies/network-policy";
import { PortSet } from "../reach/sets/port-set";
import { titleOf, type Workload } from "../reach/workload";
import { ownedBy } from "../verdicts/places";
import { onceFor } from "../once-for";
import type { Breach } from "../verdicts/verdict";
import type { View } from "../verdicts/view";
import { isPods, type End } from "./need";
import { partsOf, stranger } from "./pods";

// Both listen on all interfaces and ask for no login: whoever reaches them has the models and their Secrets.
const ports = [
  { port: 5572, what: "rclone's control port" },
  { port: 7777, what: "the agent's debug port" },
];

/**
 * The ports of model servers that nobody may reach, the tenant's own pods included. Only a node's kubelet
 * does, which no policy holds. Code NET-CLOSED, once for each port and workload.
 */
export const closed = (view: View): Breach[] =>
  ownedBy(view, "tenant")
    .flatMap((namespace) => partsOf(view, namespace, "server"))
    .flatMap((server) => ports.flatMap((each) => breachOf(view, server, each)));

function breachOf(view: View, server: Workload, { port, what }: (typeof ports)[number]): Breach[] {
  const wanted = PortSet.of("TCP", port);
  const callers = callersOf(view, server, wanted);
  const [first] = callers;
  if (first === undefined) return [];
  const rules = callers.flatMap((from) =>
    view.most
      .rules(from, server)
      .filter(({ direction, rule }) => direction === "ingress" && covers(rule, port))
      .map(({ policy, rule }) => `${policy.namespace}/${policy.name} ${rule.path}`),
  );
  const named = callers.slice(0, 3).map(nameOf).join(", ");
  const more = callers.length > 3 ? ` and ${String(callers.length - 3)} more` : "";
  return [
    {
      code: "NET-CLOSED",
      object: server.object,
      path: "",
      message: `TCP ${String(port)} of ${titleOf(server)}, ${what}, is open to ${named}${more}. It asks for no login.`,
      remedy: `List the ports that are meant in every rule that lets callers to ${titleOf(server)}: 9001, 9501 and those of metrics.`,
      rules: [...new Set(rules)],
    },
  ];
}

/** A port by name may be any, as far as this is only told. */
const covers = ({ ports: listed }: Rule, port: number): boolean =>
  listed === "all" ||
  listed.some((range) => "name" in range || (range.from <= port && port <= range.to));

/** Pods that the set does not hold may be anywhere, with any labels, beside the server too. */
function callersOf(view: View, server: Workload, wanted: PortSet): End[] {
  const pods = [...view.cluster.workloads, ...strangers(view)].filter(
    (from) => !view.most.between(from, server).intersect(wanted).isEmpty,
  );
  const outside = view.most
    .inbound(server)
    .filter((part) => part.ports.contains(wanted))
    .map(({ addresses }) => addresses);
  return [...pods, ...outside];
}

const strangers = onceFor(({ cluster, site }: View): Workload[] =>
  [
    ...cluster.namespaces.keys(),
    ...[site.monitoring, site.ingress].filter((name) => name !== undefined),
  ].map((namespace) => stranger(namespace, "any pod")),
);

const nameOf = (end: End): string => (isPods(end) ? titleOf(end) : (end.ranges()[0] ?? ""));
