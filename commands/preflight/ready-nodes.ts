import type { V1Node } from "@kubernetes/client-node";

import { hasEnded } from "./pod-state";
import { podOf, type PodProbe } from "./probe";
import { holds } from "./outcome";
import { probePod } from "./probe-pod";
import { reportOf } from "./report";

/** More would take long and tell little more; which ones were left out is said. */
const mostNodes = 10;

/** The image is large, and a node that has never run it has to pull it. */
const pullSeconds = 900;

/** Nodes that take any pod, by name. */
export const candidates = (nodes: readonly V1Node[]): string[] =>
  nodes
    .filter(
      ({ spec, status }) =>
        spec?.unschedulable !== true &&
        !(spec?.taints ?? []).some(({ effect }) => effect !== "PreferNoSchedule") &&
        (status?.conditions ?? []).some(
          ({ type, status: value }) => type === "Ready" && value === "True",
        ),
    )
    .map(({ metadata }) => metadata?.labels?.["kubernetes.io/hostname"] ?? metadata?.name ?? "")
    .sort()
    .slice(0, mostNodes);

/** Sees that one node can run a probe pod at all; what follows then waits for no image. */
export const start = (index: number): Pick<PodProbe, "name" | "roles" | "steps" | "judge"> => {
  const role = `start-${index}`;
  return {
    name: "start",
    roles: [role],
    steps: [
      (place) => ({
        doing: `starting a pod on ${place.nodes[0] ?? ""}; a node that lacks the image pulls it now`,
        objects: [
          probePod(place, {
            namespace: place.namespace(role),
            name: "start",
            role: "start",
            node: place.nodes[0] ?? "",
            task: { mode: "start" },
          }),
        ],
        until: hasEnded,
        seconds: pullSeconds,
      }),
    ],
    judge: (place, seen) => {
      reportOf(podOf(seen, place.namespace(role), "start"), "start");
      return holds("a probe pod runs");
    },
  };
};
