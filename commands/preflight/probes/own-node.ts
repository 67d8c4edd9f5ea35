import { listenerPorts } from "../listener";
import { fails, holds, type Outcome } from "../outcome";
import { hasEnded, isReady } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { policy } from "../throwaway-objects";

const shut = "own-node";
const listensSeconds = 60;

/** A4: under a policy that lets nobody in, the kubelet's own probe must get through. */
export const ownNode: PodProbe = {
  assumption: "A4",
  name: "own node",
  roles: [shut],
  steps: [
    (place) => ({
      doing: `letting ${place.nodes.length} kubelets probe a pod that nobody may call`,
      objects: [
        policy({ namespace: place.namespace(shut), name: "default-deny", ingress: [], egress: [] }),
        ...place.nodes.map((node, index) =>
          probePod(place, {
            namespace: place.namespace(shut),
            name: `probed-${index}`,
            role: "probed",
            node,
            task: { mode: "listen", tcp: [listenerPorts[0]], udp: [], seconds: listensSeconds },
            readinessProbe: { tcpSocket: { port: listenerPorts[0] }, periodSeconds: 2 },
          }),
        ),
      ],
      // One that nobody gets through to ends by itself.
      until: (pod) => isReady(pod) || hasEnded(pod),
      seconds: 150,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

function judge(place: Place, seen: Seen): Outcome {
  const unreached = place.nodes.filter((_, index) => {
    const pod = podOf(seen, place.namespace(shut), `probed-${index}`);
    // That it reports at all says that it listened for all of its time.
    return !isReady(pod) && reportOf(pod, "listen").accepted === 0;
  });
  return unreached.length === 0
    ? holds(`the kubelets of ${place.nodes.length} nodes reach their pods under default deny`)
    : fails(
        `the kubelet does not reach a pod under default deny on: ${unreached.join(", ")}`,
        "let each node reach its own pods in the network plugin's settings: no pod would ever turn Ready (docs/assumptions.md#a4)",
      );
}
