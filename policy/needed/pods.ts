import { isPart, type Part } from "../verdicts/labels";
import { blocks, type View } from "../verdicts/view";
import type { SiteNetwork } from "../site/network";
import type { Workload } from "../reach/workload";
import type { End } from "./need";

type Labels = Readonly<Record<string, string>>;

/** The pods of a namespace that are one of these and run at all. */
export const partsOf = (view: View, namespace: string, ...parts: readonly Part[]): Workload[] =>
  runningIn(view, namespace).filter((pods) => isPart(pods, ...parts));

export const runningIn = ({ cluster }: View, namespace: string): Workload[] =>
  cluster.workloads.filter((pods) => pods.namespace === namespace && pods.replicas > 0);

/** The pods of the platform that carry the labels. */
export const platformPods = (view: View, labels: Labels): Workload[] =>
  view.site.platform.flatMap((namespace) =>
    runningIn(view, namespace).filter((pods) => carries(pods.labels, labels)),
  );

export const carries = (labels: Labels, wanted: Labels): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** A pod that is not in the set, by what is known of it: its namespace, and labels if any. */
export const stranger = (namespace: string, name: string, labels: Labels = {}): Workload => ({
  namespace,
  name,
  kind: "Pod",
  labels,
  annotations: {},
  ports: [],
  hostNetwork: false,
  serviceAccount: "default",
  replicas: 1,
  object: { apiVersion: "v1", kind: "Pod", namespace, name },
});

type Place = SiteNetwork["destinations"][number]["to"];

/** The ends of a place of the site: its addresses; or its pods, those of the set where it has them. */
export function endsAt(view: View, place: Place): readonly [End, ...End[]] {
  if ("cidrs" in place) return [blocks(place.cidrs)];
  const { namespace, podLabels = {} } = place;
  const [first, ...others] = runningIn(view, namespace).filter(({ labels }) =>
    carries(labels, podLabels),
  );
  const named = Object.values(podLabels).join("-");
  return first ? [first, ...others] : [stranger(namespace, named || "any pod", podLabels)];
}
