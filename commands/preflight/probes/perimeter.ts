import { dialsTo } from "../listener";
import { openTarget } from "../open-target";
import { fails, holds, type Outcome } from "../outcome";
import { hasEnded } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod, type Dial } from "../probe-pod";
import { reportOf } from "../report";
import { Untold } from "../untold";

const open = "perimeter";

const outside = (host: string, port: number, protocol: Dial["protocol"] = "TCP"): Dial => ({
  host,
  port,
  protocol,
  echo: false,
});

/** Public resolvers, which answer whoever gets through to them; by web, by DNS, and by ports left open for them. */
const internet = [
  outside("1.1.1.1", 443),
  outside("1.1.1.1", 53, "UDP"),
  outside("8.8.8.8", 443),
  outside("8.8.8.8", 53, "UDP"),
  outside("9.9.9.9", 80),
  outside("2606:4700:4700::1111", 443),
  outside("2001:4860:4860::8888", 53, "UDP"),
];

/** Where clouds hand out credentials of the node. */
const metadata = [
  outside("169.254.169.254", 80),
  outside("169.254.170.23", 80),
  outside("100.100.100.200", 80),
  outside("fd00:ec2::254", 80),
];

/** A7: from a namespace without any policy, what is outside must be out of reach all the same. */
export const perimeter: PodProbe = {
  assumption: "A7",
  name: "perimeter",
  roles: [open],
  steps: [
    (place) => openTarget(place, open),
    (place, seen) => ({
      doing: `calling ${internet.length + metadata.length} addresses outside, from pods that no policy holds`,
      objects: place.nodes.map((node, index) =>
        probePod(place, {
          namespace: place.namespace(open),
          name: `caller-${index}`,
          role: "caller",
          node,
          task: {
            mode: "dial",
            to: [controlOf(place, seen), ...internet, ...metadata],
            settleSeconds: 2,
            patienceSeconds: 5,
            tries: 2,
          },
        }),
      ),
      until: hasEnded,
      seconds: 120,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

function controlOf(place: Place, seen: Seen): Dial {
  const [dial] = dialsTo(podOf(seen, place.namespace(open), "target"));
  if (dial === undefined) throw new Error("a pod is only ready with an address");
  return dial;
}

function judge(place: Place, seen: Seen): Outcome {
  const reached = place.nodes.flatMap((node, index) => {
    const pod = podOf(seen, place.namespace(open), `caller-${index}`);
    const [control, ...results] = reportOf(pod, "dial").results;
    if (control !== "open")
      throw new Untold(
        `on node ${node} a pod that no policy holds could not even reach another pod: ${control ?? "not tried"}`,
        "see whether something else shuts new namespaces: preflight --only A9, then run it again",
      );
    return [...internet, ...metadata].flatMap((dial, position) =>
      results[position] === "open" ? [{ node, dial }] : [],
    );
  });
  if (reached.length === 0)
    return holds(
      `from ${place.nodes.length} nodes none of ${internet.length + metadata.length} addresses answers`,
    );
  return fails(
    reached
      .map(({ node, dial }) => `node ${node} reaches ${dial.host} ${dial.protocol} ${dial.port}`)
      .join("; "),
    reached.some(({ dial }) => metadata.includes(dial))
      ? "shut the metadata address for pods (hop limit 1, or a rule of the node) and the way out at the perimeter"
      : "shut the way out at the perimeter: until then NetworkPolicies alone keep everything in",
  );
}
