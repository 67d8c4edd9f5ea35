import { dialsTo, listener } from "../listener";
import { fails, holds, type Outcome } from "../outcome";
import { addressesOf, hasEnded, isReady } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { Untold } from "../untold";
import {
  callers,
  controls,
  enforcementPolicies,
  friends,
  leaving,
  open,
  other,
  rows,
  shut,
  strangers,
  type Row,
} from "./enforcement-rows";

/** The caller on the target's own node, and one that has to cross the network. */
const mostNodes = 2;

/** A3: both directions, every part of a rule, each address family that pods have. */
export const enforcement: PodProbe = {
  assumption: "A3",
  name: "enforcement",
  roles: [shut, open, other, friends, strangers, leaving],
  steps: [
    (place) => ({
      doing: "starting three pods to be called, one of them behind a policy",
      objects: [
        ...enforcementPolicies(place.namespace),
        ...[shut, open, other].map((role) =>
          listener(place, {
            namespace: place.namespace(role),
            name: "target",
            node: place.nodes[0] ?? "",
          }),
        ),
      ],
      until: isReady,
      seconds: 120,
    }),
    (place, seen) => ({
      doing: "calling them from pods that may and pods that may not",
      objects: nodesOf(place).flatMap((node, index) =>
        callers.map(({ namespace, role }) =>
          probePod(place, {
            namespace: place.namespace(namespace),
            name: `${role}-${index}`,
            role,
            node,
            task: {
              mode: "dial",
              to: rowsOf(namespace, role).flatMap((row) => dialsOf(row, place, seen)),
              // A2 is about who is too early; this is about who is let through at all.
              settleSeconds: 15,
              patienceSeconds: 3,
              tries: 2,
            },
          }),
        ),
      ),
      until: hasEnded,
      seconds: 150,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

const nodesOf = ({ nodes }: Place) => nodes.slice(0, mostNodes);

const rowsOf = (namespace: string, role: string): Row[] =>
  [...controls, ...rows].filter(({ from }) => from.namespace === namespace && from.role === role);

const dialsOf = ({ to, port, protocol }: Row, place: Place, seen: Seen) =>
  dialsTo(podOf(seen, place.namespace(to), "target"), port, protocol);

function judge(place: Place, seen: Seen): Outcome {
  const wrong = nodesOf(place).flatMap((node, index) =>
    callers.flatMap(({ namespace, role }) => {
      const { results } = reportOf(
        podOf(seen, place.namespace(namespace), `${role}-${index}`),
        "dial",
      );
      const dialled = rowsOf(namespace, role).flatMap((row) =>
        dialsOf(row, place, seen).map((dial) => ({ row, dial })),
      );
      return dialled.flatMap(({ row, dial }, position) => {
        const result = results[position] ?? "not tried";
        if ((result === "open") === (row.expected === "open")) return [];
        const where = `${dial.protocol} ${row.port}${dial.host.includes(":") ? " by IPv6" : ""}`;
        return [{ row, text: `${row.shows} (from node ${node}, ${where}: ${result})` }];
      });
    }),
  );
  const broken = wrong.find(({ row }) => controls.includes(row));
  if (broken !== undefined)
    throw new Untold(
      broken.text,
      "see whether something else shuts new namespaces: preflight --only A9, then run it again",
    );
  if (wrong.length > 0)
    return fails(
      wrong.map(({ text }) => text).join("; "),
      "use a network plugin that enforces NetworkPolicies in full, both directions (docs/assumptions.md#a3)",
    );
  const families = addressesOf(podOf(seen, place.namespace(open), "target")).length;
  return holds(
    `${rows.length} rules as written, from ${nodesOf(place).length} nodes, ${families === 1 ? "in the one address family that pods have" : "by IPv4 and IPv6"}`,
  );
}
