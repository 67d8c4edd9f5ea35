import { titleOf, type Workload } from "../reach/workload";
import { beyondSite, unexplained } from "./beyond-site";
import { grouped, inWords } from "./grouped";
import { isPorts } from "./leak";
import { isPart } from "./labels";
import { ownedBy, ownerOf } from "./places";
import { podsIn } from "./stand-ins";
import { unheld } from "./unheld";
import type { Breach } from "./verdict";
import type { View } from "./view";

/** What each pod may reach beyond the judged namespaces, less what the site lists for it, is nothing. */
export const nothingLeaves = (view: View): Breach[] =>
  ownedBy(view, "platform", "tenant").flatMap((namespace) => {
    const pods = podsIn(view, namespace);
    return [...unheld(view, "egress", pods), ...onNodes(view, pods), ...leaving(view, pods)];
  });

function leaving(view: View, pods: readonly Workload[]): Breach[] {
  const held = pods.filter(
    (pod) => !pod.hostNetwork && view.most.isolated(pod, "egress").length > 0,
  );
  const found = held.map((pod) => ({ pod, strays: beyondSite(view, pod, "egress") }));
  const told = found.flatMap(({ strays }) =>
    strays.map(({ leak, place }) => ({
      leak,
      what: isPorts(leak.excess)
        ? `reach ${place} ${inWords(leak.excess)}, which the site does not list`
        : `reach ${inWords(leak.excess)}, which the site does not list`,
    })),
  );
  return [
    ...grouped(told),
    ...found.flatMap((each) => unexplained(view, each.pod, "egress", each.strays.length)),
  ];
}

/** No policy holds a pod in the network of its node; MetalLB's must be there to announce addresses. */
const onNodes = (view: View, pods: readonly Workload[]): Breach[] =>
  pods
    .filter(
      (pod) =>
        pod.hostNetwork &&
        !(
          ownerOf(view, pod.namespace) === "platform" && isPart(pod, "speaker", "frr", "frrWebhook")
        ),
    )
    .map((pod) => ({
      code: "WL-HOSTNET",
      object: pod.object,
      path: "",
      message: `${titleOf(pod)} is in the network of its node, where no NetworkPolicy holds it`,
      remedy: "Remove hostNetwork: true.",
    }));
