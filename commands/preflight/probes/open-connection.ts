import { dialsTo } from "../listener";
import { openTarget } from "../open-target";
import { fails, holds, type Outcome } from "../outcome";
import { hasEnded, isReady } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { policy } from "../throwaway-objects";
import { Untold } from "../untold";

const [open, closing] = ["kept-open", "kept-closing"];
const holdsSeconds = 40;

/** A2: a connection that was open before a policy came which forbids it. */
export const openConnection: PodProbe = {
  assumption: "A2",
  name: "open connection",
  roles: [open, closing],
  steps: [
    (place) => openTarget(place, open),
    (place, seen) => ({
      doing: "opening a connection to it",
      objects: [holder(place, seen)],
      until: isReady,
      seconds: 60,
    }),
    (place) => ({
      doing: "shutting the namespace, and seeing whether the connection lives on",
      objects: [
        policy({
          namespace: place.namespace(closing),
          name: "default-deny",
          ingress: [],
          egress: [],
        }),
      ],
      awaits: [`${place.namespace(closing)}/holder`],
      until: hasEnded,
      seconds: 120,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

function holder(place: Place, seen: Seen) {
  const [to] = dialsTo(podOf(seen, place.namespace(open), "target"));
  if (to === undefined) throw new Error("a pod is only ready with an address");
  return probePod(place, {
    namespace: place.namespace(closing),
    name: "holder",
    role: "holder",
    node: place.nodes.at(-1) ?? "",
    task: { mode: "hold", to, seconds: holdsSeconds, patienceSeconds: 3 },
  });
}

function judge(place: Place, seen: Seen): Outcome {
  const pod = podOf(seen, place.namespace(closing), "holder");
  const { lastEchoSeconds, ranSeconds, again } = reportOf(pod, "hold");
  if (again === "open")
    throw new Untold(
      `a new connection is still let through ${holdsSeconds} s after the pod started, so the policy is not enforced`,
      "npx seldon-platform preflight --only A3",
    );
  const last = lastEchoSeconds ?? 0;
  // The end of the run is no sign that anybody cut it.
  return ranSeconds - last < 4
    ? fails(
        `a connection lived on for ${Math.round(ranSeconds)} s, though the policy shuts new ones`,
        "after a change that closes something, restart the pods at one end of it: kubectl -n NAMESPACE rollout restart deployments,statefulsets",
      )
    : holds(`an open connection was cut ${Math.round(last)} s after the pod started`);
}
