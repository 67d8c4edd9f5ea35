import { dialsTo } from "../listener";
import { openTarget } from "../open-target";
import { fails, holds, type Outcome } from "../outcome";
import { hasEnded } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { policy } from "../throwaway-objects";
import { Untold } from "../untold";

const [open, shut] = ["first-open", "first-shut"];

/** Longer than a plugin that is behind takes to catch up. */
const dialsSeconds = 15;

/** A2: pods that dial from their first instruction on, in a namespace that was shut before they came. */
export const firstPacket: PodProbe = {
  assumption: "A2",
  name: "first packet",
  roles: [open, shut],
  steps: [
    (place) =>
      openTarget(place, open, [
        policy({ namespace: place.namespace(shut), name: "default-deny", ingress: [], egress: [] }),
      ]),
    (place, seen) => ({
      doing: `dialling for ${dialsSeconds} s from the first instruction on, where nothing may leave`,
      objects: [
        dialler(place, seen, open, 0),
        ...place.nodes.map((_, i) => dialler(place, seen, shut, i)),
      ],
      until: hasEnded,
      seconds: 120,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

const dialler = (place: Place, seen: Seen, role: string, index: number) =>
  probePod(place, {
    namespace: place.namespace(role),
    name: `dialler-${index}`,
    role: "dialler",
    node: place.nodes[index] ?? "",
    task: {
      mode: "insist",
      to: dialsTo(podOf(seen, place.namespace(open), "target")),
      seconds: dialsSeconds,
      patienceSeconds: 0.5,
    },
  });

function judge(place: Place, seen: Seen): Outcome {
  const report = (role: string, index: number) =>
    reportOf(podOf(seen, place.namespace(role), `dialler-${index}`), "insist");
  if (report(open, 0).opened === 0)
    throw new Untold(
      "a pod that no policy holds could not reach another one either",
      "see whether something else shuts new namespaces: preflight --only A9, then run it again",
    );
  const through = place.nodes.flatMap((node, index) => {
    const { opened, tries, firstSeconds, lastSeconds } = report(shut, index);
    const from = `${firstSeconds ?? 0} s to ${lastSeconds ?? 0} s after it started`;
    return opened === 0 ? [] : [`node ${node}: ${opened} of ${tries} calls got out, ${from}`];
  });
  return through.length === 0
    ? holds(`on ${place.nodes.length} nodes nothing got out of a new pod in ${dialsSeconds} s`)
    : fails(
        through.join("; "),
        "have the network plugin hold new pods until their policies are there (docs/assumptions.md#a2)",
      );
}
