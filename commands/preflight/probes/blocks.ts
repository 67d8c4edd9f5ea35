import { dialsTo, listener } from "../listener";
import { holds, type Outcome } from "../outcome";
import { addressesOf, hasEnded, isReady } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { policy } from "../throwaway-objects";
import { Untold } from "../untold";

const [open, admitting, leaving] = ["blocks-open", "blocks-in", "blocks-out"];
const everywhere = ["0.0.0.0/0", "::/0"].map((cidr) => ({ ipBlock: { cidr } }));

/** A5: whether a rule with an address block lets pods in and out. Either answer is safe; it is good to know. */
export const blocks: PodProbe = {
  assumption: "A5",
  name: "address blocks",
  roles: [open, admitting, leaving],
  steps: [
    (place) => ({
      doing: "starting two pods to be called, one of them open to every address block",
      objects: [
        policy({
          namespace: place.namespace(admitting),
          name: "from-everywhere",
          ingress: [{ from: everywhere }],
        }),
        ...[open, admitting].map((role) =>
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
      doing: "calling them, once by a rule that names the address",
      objects: [
        policy({
          namespace: place.namespace(leaving),
          name: "to-the-address",
          egress: [{ to: targetBlocks(place, seen) }],
        }),
        caller(place, seen, open, [open, admitting]),
        caller(place, seen, leaving, [open]),
      ],
      until: hasEnded,
      seconds: 120,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

const targetBlocks = (place: Place, seen: Seen) =>
  addressesOf(podOf(seen, place.namespace(open), "target")).map((ip) => ({
    ipBlock: { cidr: `${ip}/${ip.includes(":") ? 128 : 32}` },
  }));

const caller = (place: Place, seen: Seen, role: string, targets: readonly string[]) =>
  probePod(place, {
    namespace: place.namespace(role),
    name: "caller",
    role: "caller",
    node: place.nodes.at(-1) ?? "",
    task: {
      mode: "dial",
      // One family is enough: what differs between plugins is what a block means.
      to: targets.flatMap((target) =>
        dialsTo(podOf(seen, place.namespace(target), "target")).slice(0, 1),
      ),
      settleSeconds: 15,
      patienceSeconds: 3,
      tries: 2,
    },
  });

function judge(place: Place, seen: Seen): Outcome {
  const resultsOf = (role: string) =>
    reportOf(podOf(seen, place.namespace(role), "caller"), "dial").results;
  const [control, admitted] = resultsOf(open);
  const [left] = resultsOf(leaving);
  if (control !== "open")
    throw new Untold(
      `a pod that no policy holds could not reach another one either: ${control ?? "not tried"}`,
      "see whether something else shuts new namespaces: preflight --only A9, then run it again",
    );
  const word = (result: string | undefined) => (result === "open" ? "match pods" : "match no pods");
  return holds(`here address blocks ${word(left)} in egress and ${word(admitted)} in ingress`);
}
