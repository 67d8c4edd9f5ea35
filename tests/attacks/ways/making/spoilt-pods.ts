import type { Raw } from "../../attack";
import type { Random } from "../../random";
import { builtIn, SELDON, seldonPods, workload } from "./carriers";
import { newLabels } from "./names";
import { safeContainer } from "./pods";

type Fields = Record<string, unknown>;

/** A pod that may be edited, whatever kind of object it will lie in. */
export interface Pod {
  readonly metadata: { labels: Record<string, string>; annotations: Record<string, string> };
  readonly spec: Fields;
  /** The container that the attack edits; some containers beside it are harmless. */
  readonly container: Fields;
}

/**
 * Which kinds may carry a pod: `built-in` where only a whole pod can show what is tried, `served` the same without
 * API versions of old.
 */
export type Carriers = "served" | "built-in" | "all";

/** An object of any kind that makes pods, one of whose pods the edit has spoilt. */
export function podCarrier(
  random: Random,
  home: string,
  edit: (pod: Pod) => void,
  carriers: Carriers = "all",
): { object: Raw; kind: string } {
  // Of what Seldon's operator makes, an object says a part only: what is left out here stands there.
  const isPart = carriers === "all" && random.maybe(30);
  const [version, kind] = isPart
    ? ["", random.pick(SELDON)]
    : builtIn(random, carriers === "served");
  const pod = isPart ? partOfPod(random) : wholePod(random, kind);
  edit(pod);
  const object = isPart
    ? seldonPods(random, home, pod.spec, kind)
    : workload(random, home, pod.spec, pod.metadata, [version, kind]);
  const labels = { ...newLabels(random), ...(object.metadata.labels as object | undefined) };
  return { object: { ...object, metadata: { ...object.metadata, labels } }, kind };
}

function partOfPod(random: Random): Pod {
  const container = { name: random.pick(["mlserver", "agent", "scheduler", "envoy"]) };
  const place = random.pick(["containers", "containers", "initContainers"]);
  return pod(random, { containers: [] }, place, container);
}

function wholePod(random: Random, kind: string): Pod {
  const places = ["containers", "containers", "initContainers"];
  const place = random.pick([...places, ...(kind === "Pod" ? ["ephemeralContainers"] : [])]);
  // What a container says must not stand in the pod's own security context as well: an edit could not take it away.
  const spec = {
    imagePullSecrets: [{ name: "harbor-registry-secret" }],
    containers: [safeContainer("web")],
  };
  return pod(random, spec, place, safeContainer("main"));
}

function pod(random: Random, spec: Fields, place: string, container: Fields): Pod {
  const others = Array.from({ length: random.int(0, 2) }, (_, index) =>
    safeContainer(`side-${index}`),
  );
  return {
    metadata: { labels: { ...newLabels(random) }, annotations: {} },
    spec: { ...spec, [place]: random.shuffle([...others, container]) },
    container,
  };
}
